package org.caravana.dump;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How many rows each table had.
 *
 * @param exact whether they were counted in the dump's own snapshot; else right before it
 * @param tables rows by table, {@code SCHEMA.TABLE}
 */
public record RowCounts(boolean exact, SortedMap<String, Long> tables) {

    public RowCounts(boolean exact, Map<String, Long> tables) {
        this(exact, new TreeMap<>(tables));
    }

    /** As {@code ARTIFACT.rows} in {@code docs/repository-format.md}. */
    public byte[] text() {
        StringBuilder text = new StringBuilder(exact ? "# in the dump\n" : "# right before the dump\n");
        tables.forEach((table, rows) ->
                text.append(rows).append('\t').append(escape(table)).append('\n'));
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String escape(String table) {
        StringBuilder escaped = new StringBuilder();
        for (char c : table.toCharArray()) {
            escaped.append(c < 0x20 || c == 0x7f || c == '\\' ? "\\%03o".formatted((int) c) : c);
        }
        return escaped.toString();
    }
}
