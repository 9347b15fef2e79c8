package org.caravana.restore;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.caravana.repository.FileEntry;

/**
 * The entries of a directory that lie at or below some paths, and the directories that lead to them.
 *
 * <p>Paths are relative to the directory and written as {@code caravana files} prints them, odd bytes in octal.
 */
public final class PathSelection implements Predicate<FileEntry> {
    private final List<String> paths;
    private final Set<String> found = new HashSet<>();

    /** @param paths a leading {@code ./} and a trailing slash do not count */
    public PathSelection(List<String> paths) {
        this.paths = paths.stream().map(PathSelection::plain).distinct().toList();
    }

    private static String plain(String path) {
        String plain = path.replaceAll("/+", "/").replaceFirst("^(\\./)+", "");
        plain = plain.endsWith("/") ? plain.substring(0, plain.length() - 1) : plain;
        return plain.isEmpty() ? "." : plain;
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
        }
        return selected || entry.kind() == 'd' && leadsToOne(path);
    }

    private boolean leadsToOne(String directory) {
        return paths.stream().anyMatch(asked -> asked.startsWith(directory + "/"));
    }

    /** The paths that no entry tested so far lies at or below. */
    public List<String> missing() {
        return paths.stream().filter(asked -> !found.contains(asked)).toList();
    }
}
