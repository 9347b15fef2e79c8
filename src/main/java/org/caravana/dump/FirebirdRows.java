package org.caravana.dump;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How many rows each table has, read off what {@code gbak -verify} tells while it writes them. */
final class FirebirdRows implements Consumer<String> {
    private static final Pattern TABLE = Pattern.compile("gbak: +writing data for table (.*)");
    private static final Pattern RECORDS = Pattern.compile("gbak: *(\\d+) records written");
    private static final Pattern PLAIN_NAME = Pattern.compile("[A-Z][A-Z0-9_$]*");

    private final Map<String, Long> tables = new TreeMap<>();
    private String table = "";

    /** A line of {@code gbak}'s, one char a byte; the count is told while a table is written, too, the last one holds. */
    @Override
    public void accept(String line) {
        Matcher begun = TABLE.matcher(line);
        Matcher written = RECORDS.matcher(line);
        if (begun.matches()) {
            table = quoted(new String(begun.group(1).getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8));
            tables.put(table, 0L);
        } else if (written.matches() && !table.isEmpty()) {
            tables.put(table, Long.valueOf(written.group(1)));
        }
    }

    Map<String, Long> tables() {
        return tables;
    }

    private static String quoted(String name) {
        return PLAIN_NAME.matcher(name).matches() ? name : '"' + name.replace("\"", "\"\"") + '"';
    }
}
