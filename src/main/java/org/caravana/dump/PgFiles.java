package org.caravana.dump;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.caravana.dump.DumpFailedException.Reason;
import org.caravana.repository.StopSignal;

/**
 * Copies a PostgreSQL server's own files, all of its databases at once, with {@code pg_basebackup}: a tar with the
 * write-ahead log that makes it whole and a manifest that {@code pg_verifybackup} checks. To a stream it can write one
 * tablespace only, and fetches the log at the end (documentation, pg_basebackup, --format and --wal-method).
 */
final class PgFiles implements DumpTool {
    static final String FORMAT = "pg-files";
    private static final String TABLESPACES =
            "select spcname from pg_tablespace where spcname not in ('pg_default', 'pg_global') order by 1";

    private final DatabaseAddress address;

    PgFiles(DatabaseAddress address) {
        this.address = address;
    }

    @Override
    public String versions(StopSignal stop) throws IOException {
        PgAddress server = PgAddress.of(address);
        String tool = ToolVersion.number(
                ToolVersion.told(List.of(address.tool("pg_basebackup"), "--version"), PgDump.PROVIDER, stop));
        DatabaseConnection database = new DatabaseConnection(address);
        try (Connection connection = database.open()) {
            String number = ToolVersion.number(
                    DatabaseConnection.column(connection, "show server_version").get(0));
            requireNewEnough(tool, number);
            requireOnePlace(DatabaseConnection.column(connection, TABLESPACES));
            requireReplication(server, stop);
            return "pg_basebackup " + tool + ", server " + number;
        } catch (SQLException e) {
            throw database.failure(e);
        }
    }

    private static void requireNewEnough(String tool, String server) {
        if (ToolVersion.major(tool) < ToolVersion.major(server)) {
            throw new DumpFailedException(
                    "pg_basebackup " + tool + " is older than the server, " + server,
                    "install postgresql-client-" + ToolVersion.major(server) + " and set tool-folder to where it lies",
                    Reason.SETTINGS);
        }
    }

    private static void requireOnePlace(List<String> tablespaces) {
        if (!tablespaces.isEmpty()) {
            throw new DumpFailedException(
                    "the server has tablespaces of its own (" + String.join(", ", tablespaces)
                            + "), which pg_basebackup cannot write to a stream",
                    "set method=dump, or drop the tablespaces",
                    Reason.SETTINGS);
        }
    }

    /** Whether role and pg_hba.conf allow replication, which an ordinary connection does not tell. */
    private void requireReplication(PgAddress server, StopSignal stop) throws IOException {
        List<String> words = List.of(
                address.tool("psql"),
                "--no-psqlrc",
                "--no-password",
                "--quiet",
                "--dbname=" + server.connectionString() + " replication=true",
                "--command=IDENTIFY_SYSTEM");
        ToolVersion.told(new ToolCommand(words, server.environment(), PgDump.secrets(address), PgDump.PROVIDER), stop);
    }

    @Override
    public List<Dump> dumps(StopSignal stop) {
        return List.of(new Dump(".pgdata", FORMAT, Optional.empty(), true, (consumer, s) -> {
            new ToolRun(command(), s).output(consumer::take);
            return Dump.Outcome.PLAIN;
        }));
    }

    ToolCommand command() {
        PgAddress server = PgAddress.of(address);
        List<String> words = new ArrayList<>(List.of(
                address.tool("pg_basebackup"),
                "--pgdata=-",
                "--format=tar",
                "--wal-method=fetch",
                "--label=caravana",
                "--no-password"));
        words.addAll(address.furtherWords());
        return new ToolCommand(words, server.environment(), PgDump.secrets(address), PgDump.PROVIDER);
    }
}
