package org.caravana.dump;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.caravana.repository.StopSignal;

/** Dumps in memory, and what a database holds as text. */
final class Dumps {
    /** A dump's bytes and what was said of it. */
    record Made(byte[] bytes, Dump.Outcome outcome) {}

    private Dumps() {}

    static List<Dump> of(DatabaseAddress address) throws IOException {
        return DumpTool.of(address).orElseThrow().dumps(StopSignal.NEVER);
    }

    static Made make(Dump dump) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Dump.Outcome outcome = dump.content()
                .write(
                        in -> {
                            ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
                            while (in.read(buffer.clear()) >= 0) {
                                out.write(buffer.array(), 0, buffer.position());
                            }
                        },
                        StopSignal.NEVER);
        return new Made(out.toByteArray(), outcome);
    }

    static Made makeFirst(DatabaseAddress address) throws IOException {
        return make(of(address).get(0));
    }

    static void load(DatabaseAddress into, String format, byte[] dump, boolean force) throws IOException {
        DumpLoader.of(into, format)
                .load(new ByteArrayInputStream(dump), new DumpLoader.Options(force, true), StopSignal.NEVER);
    }

    static void execute(DatabaseAddress address, String... statements) throws SQLException {
        try (Connection connection = new DatabaseConnection(address).open();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** All rows of a query, columns one after another, rows parted by a line's end. */
    static String query(DatabaseAddress address, String sql) throws SQLException {
        try (Connection connection = new DatabaseConnection(address).open();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            StringBuilder text = new StringBuilder();
            while (row.next()) {
                text.append(text.isEmpty() ? "" : "\n");
                for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                    text.append(i == 1 ? "" : " ").append(row.getString(i));
                }
            }
            return text.toString();
        }
    }
}
