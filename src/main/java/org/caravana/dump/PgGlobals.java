package org.caravana.dump;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.caravana.repository.StopSignal;

/**
 * What a PostgreSQL server has beside its databases, roles and tablespaces, as {@code pg_dumpall --globals-only} writes
 * it. Not every account may read the passwords' hashes; with one that may not, roles are dumped without them.
 */
final class PgGlobals {
    static final String FORMAT = "pg-globals";

    private final DatabaseAddress address;

    PgGlobals(DatabaseAddress address) {
        this.address = address;
    }

    Dump.Outcome write(DumpTool.Consumer consumer, StopSignal stop) throws IOException {
        boolean passwords = readsPasswords();
        new ToolRun(command(passwords), stop).output(consumer::take);
        return new Dump.Outcome(
                Optional.empty(),
                passwords ? List.of() : List.of("roles without their passwords: the account may not read them"));
    }

    ToolCommand command(boolean passwords) {
        PgAddress server = PgAddress.of(address);
        List<String> words = new ArrayList<>(List.of(
                address.tool("pg_dumpall"),
                "--globals-only",
                "--no-password",
                "--dbname=" + server.connectionString()));
        if (!passwords) {
            words.add("--no-role-passwords");
        }
        return new ToolCommand(words, server.environment(), PgDump.secrets(address), PgDump.PROVIDER);
    }

    private boolean readsPasswords() {
        DatabaseConnection database = new DatabaseConnection(address);
        try (Connection connection = database.open()) {
            return DatabaseConnection.column(connection, "select has_table_privilege('pg_authid', 'select')::text")
                    .contains("true");
        } catch (SQLException e) {
            throw database.failure(e);
        }
    }
}
