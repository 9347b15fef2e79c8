package org.caravana.repository;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The content of a {@code SHA256SUMS}: sums in hex by path, sorted by path. */
final class Sums {
    /** From a backup's folder to its cycle's packs. */
    static final String TO_PACKS = "../../" + Names.PACKS + "/";

    private static final Pattern LINE = Pattern.compile("([0-9a-f]{64}) [ *](.+)");

    private Sums() {}

    static byte[] format(Map<String, String> sums) {
        StringBuilder text = new StringBuilder();
        new TreeMap<>(sums)
                .forEach((path, sum) ->
                        text.append(sum).append("  ").append(path).append('\n'));
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** @throws IllegalArgumentException naming the line that is none */
    static Map<String, String> parse(byte[] content) {
        Map<String, String> sums = new TreeMap<>();
        String[] lines = new String(content, StandardCharsets.UTF_8).split("\n");
        for (int i = 0; i < lines.length && !(lines.length == 1 && lines[0].isEmpty()); i++) {
            Matcher line = LINE.matcher(lines[i]);
            if (!line.matches()) {
                throw new IllegalArgumentException("line " + (i + 1) + " is no sum and path");
            }
            sums.put(line.group(2), line.group(1));
        }
        return sums;
    }
}
