package org.caravana.dump;

import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Map;

/**
 * A dump that a database gives as rows of statements, for example H2's {@code SCRIPT}, as UTF-8 text: each statement
 * closed by a semicolon and a line's end, then a comment that tells that this is all.
 *
 * <p>If the rows fail, reading fails, and there is no such comment.
 */
public final class StatementScript implements ReadableByteChannel {
    static final String END = "-- end of dump: ";

    private final Iterator<?> rows;
    private ByteBuffer ready = ByteBuffer.allocate(0);
    private long statements;
    private boolean ended;

    /** @param rows statements as text, or maps of one column, as camel-jdbc gives them */
    public StatementScript(Iterator<?> rows) {
        this.rows = rows;
    }

    @Override
    public int read(ByteBuffer target) {
        while (!ready.hasRemaining()) {
            if (ended) {
                return -1;
            }
            ready = ByteBuffer.wrap(next().getBytes(StandardCharsets.UTF_8));
        }
        int count = Math.min(ready.remaining(), target.remaining());
        target.put(ready.slice().limit(count));
        ready.position(ready.position() + count);
        return count;
    }

    private String next() {
        if (!rows.hasNext()) {
            ended = true;
            return END + statements + " statements\n";
        }
        String statement = text(rows.next()).strip();
        if (statement.startsWith("--")) {
            // a table's name may hold a line's end, which would let the rest of a comment run
            return statement.lines().count() == 1 ? statement + "\n" : "";
        }
        statements++;
        return statement + (statement.endsWith(";") ? "\n" : ";\n");
    }

    private static String text(Object row) {
        Object value =
                row instanceof Map<?, ?> columns ? columns.values().iterator().next() : row;
        return String.valueOf(value);
    }

    @Override
    public boolean isOpen() {
        return !ended;
    }

    @Override
    public void close() {
        ended = true;
    }
}
