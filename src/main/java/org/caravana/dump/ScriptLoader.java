package org.caravana.dump;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.regex.Pattern;
import org.caravana.dump.DumpFailedException.Reason;
import org.caravana.repository.StopSignal;
import org.h2.tools.RunScript;

/**
 * Loads a {@link StatementScript} into an H2 database. Such statements cannot be taken back, so the script is first
 * written to a temporary file, and runs only if it is whole.
 */
final class ScriptLoader implements DumpLoader {
    private static final Pattern LAST_LINE = Pattern.compile("(?s).*\n" + StatementScript.END + "\\d+ statements\n");
    private static final String HOLDINGS =
            "select count(*) from information_schema.tables where table_schema <> 'INFORMATION_SCHEMA'";

    private final DatabaseAddress address;

    ScriptLoader(DatabaseAddress address) {
        this.address = address;
    }

    @Override
    public void load(InputStream dump, Options options, StopSignal stop) throws IOException {
        Path script = Files.createTempFile("caravana-load-", ".sql");
        try {
            Files.copy(dump, script, StandardCopyOption.REPLACE_EXISTING);
            requireWhole(script);
            stop.check();
            run(script, options);
        } finally {
            Files.deleteIfExists(script);
        }
    }

    private static void requireWhole(Path script) throws IOException {
        byte[] end = new byte[64];
        try (RandomAccessFile file = new RandomAccessFile(script.toFile(), "r")) {
            long from = Math.max(0, file.length() - end.length);
            file.seek(from);
            end = new byte[(int) (file.length() - from)];
            file.readFully(end);
        }
        String text = "\n" + new String(end, StandardCharsets.ISO_8859_1);
        if (!LAST_LINE.matcher(text).matches()) {
            throw new DumpFailedException(
                    "the dump does not end as it must: it was cut short",
                    "restore from another place with --from",
                    Reason.SETTINGS);
        }
    }

    private void run(Path script, Options options) throws IOException {
        DatabaseConnection database = new DatabaseConnection(address);
        try (Connection connection = database.open();
                BufferedReader text = Files.newBufferedReader(script)) {
            if (options.force()) {
                dropAll(connection);
            } else {
                database.requireEmpty(connection, HOLDINGS);
            }
            RunScript.execute(connection, text);
        } catch (SQLException e) {
            throw database.failure(e);
        }
    }

    private static void dropAll(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("drop all objects");
        }
    }
}
