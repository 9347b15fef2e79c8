package org.caravana.dump;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.caravana.dump.DumpFailedException.Reason;
import org.caravana.repository.StopSignal;

/** Makes the roles and tablespaces of a globals dump with {@code psql}; those that are there already stay. */
final class PgGlobalsLoader implements DumpLoader {
    private final DatabaseAddress address;

    PgGlobalsLoader(DatabaseAddress address) {
        this.address = address;
    }

    @Override
    public void load(InputStream dump, Options options, StopSignal stop) throws IOException {
        PgAddress server = PgAddress.of(address);
        List<String> words = List.of(
                address.tool("psql"),
                "--no-psqlrc",
                "--quiet",
                "--no-password",
                "--output=/dev/null",
                "--dbname=" + server.connectionString());
        String complaints = new ToolRun(
                        new ToolCommand(words, server.environment(), PgDump.secrets(address), PgDump.PROVIDER), stop)
                .input(dump);
        List<String> failures = complaints
                .lines()
                .filter(line -> line.contains("ERROR:") && !line.contains("already exists"))
                .limit(10)
                .toList();
        if (!failures.isEmpty()) {
            throw new DumpFailedException(
                    "not all of the roles could be made: " + String.join(" | ", failures),
                    "load it as a superuser of the server",
                    Reason.SETTINGS);
        }
    }
}
