package org.caravana.dump;

import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.caravana.repository.StopSignal;

/** Loads a dump in PostgreSQL's custom format with {@code pg_restore}: in one transaction, so all of it or nothing. */
final class PgRestore implements DumpLoader {
    private static final String HOLDINGS = """
            select count(*) from pg_class c join pg_namespace n on n.oid = c.relnamespace
             where n.nspname not in ('pg_catalog', 'information_schema') and n.nspname !~ '^pg_(toast|temp)'
               and c.relkind in ('r', 'p', 'v', 'm', 'S', 'f')
               and not exists (select from pg_depend d
                                where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')""";

    private final DatabaseAddress address;

    PgRestore(DatabaseAddress address) {
        this.address = address;
    }

    @Override
    public void load(InputStream dump, Options options, StopSignal stop) throws IOException {
        // an address that is wrong is told before a connection is tried
        ToolCommand command = command(options);
        if (!options.force()) {
            requireEmpty();
        }
        new ToolRun(command, stop).input(dump);
    }

    private void requireEmpty() {
        DatabaseConnection database = new DatabaseConnection(address);
        try (Connection connection = database.open()) {
            database.requireEmpty(connection, HOLDINGS);
        } catch (SQLException e) {
            throw database.failure(e);
        }
    }

    ToolCommand command(Options options) {
        PgAddress server = PgAddress.of(address);
        List<String> words = new ArrayList<>(List.of(
                address.tool("pg_restore"),
                "--exit-on-error",
                "--single-transaction",
                "--no-password",
                "--dbname=" + server.connectionString()));
        if (options.force()) {
            words.addAll(List.of("--clean", "--if-exists"));
        }
        if (!options.owners()) {
            words.addAll(List.of("--no-owner", "--no-privileges"));
        }
        return new ToolCommand(words, server.environment(), PgDump.secrets(address), PgDump.PROVIDER);
    }
}
