package org.caravana.dump;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.caravana.dump.DumpFailedException.Reason;
import org.caravana.repository.StopSignal;

/**
 * Dumps an SQLite database as a database file, made by {@code VACUUM INTO} in one read transaction. SQLite writes that
 * to a file only, so this kind needs room for one copy. Its statements ({@code .dump}) would stream, but leave out
 * settings such as {@code user_version}, and end with code 0 after an error.
 */
final class SqliteFile implements DumpTool {
    static final String PROVIDER = "sqlite3";

    private static final String COUNTS = "select group_concat(printf('select count(*) || char(9) || %Q from \"%w\";',"
            + " name, name), ' ') from sqlite_master where type = 'table' and name not like 'sqlite\\_%' escape '\\'";

    private final DatabaseAddress address;

    SqliteFile(DatabaseAddress address) {
        this.address = address;
    }

    /** The file that an address names. */
    static Path path(DatabaseAddress address) {
        return Path.of(address.url().substring("jdbc:sqlite:".length()));
    }

    @Override
    public String versions(StopSignal stop) throws IOException {
        String told = ToolVersion.told(List.of(address.tool("sqlite3"), "--version"), PROVIDER, stop);
        Path file = path(address);
        if (!Files.isReadable(file)) {
            throw new DumpFailedException(
                    file + " is not there or cannot be read", "is its disk mounted?", Reason.UNREACHABLE);
        }
        ask(file, "select count(*) from sqlite_master", stop);
        return "sqlite3 " + ToolVersion.number(told);
    }

    @Override
    public List<Dump> dumps(StopSignal stop) {
        return List.of(Dump.of(DatabaseKind.SQLITE, this::write));
    }

    private Dump.Outcome write(Consumer consumer, StopSignal stop) throws IOException {
        Path work = Files.createDirectories(Path.of(address.option("work", System.getProperty("java.io.tmpdir"))));
        Path folder = Files.createTempDirectory(work, "sqlite-");
        Path copy = folder.resolve("copy");
        try {
            ask(path(address), "vacuum into '" + copy.toString().replace("'", "''") + "'", stop);
            try (FileChannel content = FileChannel.open(copy)) {
                consumer.take(content);
            }
            return new Dump.Outcome(address.countsRows() ? Optional.of(rows(copy, stop)) : Optional.empty(), List.of());
        } finally {
            Files.deleteIfExists(copy);
            Files.deleteIfExists(folder);
        }
    }

    private RowCounts rows(Path copy, StopSignal stop) throws IOException {
        Map<String, Long> rows = new TreeMap<>();
        for (String line : ask(copy, ask(copy, COUNTS, stop), stop).lines().toList()) {
            String[] parts = line.split("\t", 2);
            if (parts.length == 2) {
                rows.put(parts[1], Long.valueOf(parts[0]));
            }
        }
        return new RowCounts(true, rows);
    }

    private String ask(Path file, String statement, StopSignal stop) throws IOException {
        return ask(address, file, statement, stop);
    }

    static String ask(DatabaseAddress address, Path file, String statement, StopSignal stop) throws IOException {
        ToolCommand command = new ToolCommand(
                List.of(
                        address.tool("sqlite3"),
                        "-batch",
                        "-bail",
                        "-init",
                        "/dev/null",
                        "-readonly",
                        "-cmd",
                        ".timeout 60000",
                        file.toAbsolutePath().toString(),
                        statement),
                Map.of(),
                Map.of(),
                PROVIDER);
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        new ToolRun(command, stop).output(out -> {
            ByteBuffer buffer = ByteBuffer.allocate(1 << 13);
            while (out.read(buffer.clear()) >= 0) {
                text.write(buffer.array(), 0, buffer.position());
            }
        });
        return text.toString(StandardCharsets.UTF_8).strip();
    }
}
