package org.caravana.target;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.caravana.repository.DamagedException;
import org.caravana.repository.SmallFile;

/** A {@code SHA256SUMS}: hex digits by path, paths relative to the backup's folder. */
final class Sums {
    static final String FILE = "SHA256SUMS";
    /** From a backup's folder to its cycle's packs. */
    static final String TO_PACKS = "../../packs/";

    private static final Pattern LINE = Pattern.compile("([0-9a-f]{64}) [ *](.+)");
    /** A member of the backup's own folder, or a pack; nothing else may be named. */
    private static final Pattern PATH = Pattern.compile("(?:\\.\\./\\.\\./packs/)?[A-Za-z0-9][A-Za-z0-9._-]*");

    private Sums() {}

    /** @throws DamagedException if it is not in the form of {@code sha256sum}, or far too long */
    static SortedMap<String, String> read(String store, String path, Path file) throws IOException {
        SmallFile.require(store, path, file);
        SortedMap<String, String> sums = new TreeMap<>();
        for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
            Matcher matcher = LINE.matcher(line);
            if (!matcher.matches() || !PATH.matcher(matcher.group(2)).matches()) {
                throw new DamagedException(store, path, "line " + (sums.size() + 1) + " is no sum of a file");
            }
            sums.put(matcher.group(2), matcher.group(1));
        }
        return Collections.unmodifiableSortedMap(sums);
    }

    static void write(Path file, Map<String, String> sums) throws IOException {
        StringBuilder text = new StringBuilder();
        new TreeMap<>(sums)
                .forEach((path, sum) ->
                        text.append(sum).append("  ").append(path).append('\n'));
        Files.writeString(file, text);
    }
}
