package org.caravana.restore;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.caravana.repository.EntrySelection;
import org.caravana.repository.FileEntry;

/**
 * The entries of a directory that lie at or below some paths, and the directories that lead to them.
 *
 * <p>Paths are relative to the directory and written as {@code caravana files} prints them, odd bytes in octal.
 */
public final class PathSelection implements EntrySelection {
    private final List<String> paths;
    private final byte[][] texts;
    private final Set<String> found = new HashSet<>();
    private final Set<String> ended = new HashSet<>();

    /** @param paths a leading {@code ./} and a trailing slash do not count */
    public PathSelection(List<String> paths) {
        this.paths = paths.stream().map(PathSelection::plain).distinct().toList();
        texts = this.paths.stream()
                .map(path -> path.getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
    }

    private static String plain(String path) {
        String plain = path.replaceAll("/+", "/").replaceFirst("^(\\./)+", "");
        plain = plain.endsWith("/") ? plain.substring(0, plain.length() - 1) : plain;
        return plain.isEmpty() ? "." : plain;
    }

    @Override
    public boolean mayLieAt(byte[] text, int from, int to) {
        for (byte[] asked : texts) {
            if (meet(asked, text, from, to)) {
                return true;
            }
        }
        return false;
    }

    /** Whether one of two paths is the other or leads to it. */
    private static boolean meet(byte[] asked, byte[] text, int from, int to) {
        int length = to - from;
        int common = Math.min(length, asked.length);
        if (asked.length == 1 && asked[0] == '.') {
            return true;
        }
        return Arrays.equals(asked, 0, common, text, from, from + common)
                && (length == common || text[from + common] == '/')
                && (asked.length == common || asked[common] == '/');
    }

    @Override
    public boolean test(FileEntry entry) {
        String path = entry.pathText();
        boolean selected = false;
        for (String asked : paths) {
            if (asked.equals(".") || path.equals(asked) || path.startsWith(asked + "/")) {
                found.add(asked);
                selected = true;
            }
            if (path.equals(asked) && entry.kind() != 'd') {
                ended.add(asked);
            }
        }
        return selected || entry.kind() == 'd' && leadsToOne(path);
    }

    private boolean leadsToOne(String directory) {
        return paths.stream().anyMatch(asked -> asked.startsWith(directory + "/"));
    }

    /** So once each path was met and is no directory: no path comes twice. */
    @Override
    public boolean isComplete() {
        return ended.size() == paths.size();
    }

    /** The paths that no entry tested so far lies at or below. */
    public List<String> missing() {
        return paths.stream().filter(asked -> !found.contains(asked)).toList();
    }
}
