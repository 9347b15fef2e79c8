package org.caravana.dump;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.caravana.dump.DumpFailedException.Reason;
import org.caravana.repository.StopSignal;

/** Dumps one, some or all databases of a PostgreSQL server, and what belongs to none of them: roles and tablespaces. */
final class PgServer implements DumpTool {
    private static final String DATABASES =
            "select datname from pg_database where datallowconn and not datistemplate order by datname";

    private final DatabaseAddress address;

    PgServer(DatabaseAddress address) {
        this.address = address;
    }

    @Override
    public String versions(StopSignal stop) throws IOException {
        // an address that is wrong is told before a program is looked for
        PgAddress.of(address);
        String tool = ToolVersion.number(new PgDump(address).version(stop));
        String server = ToolVersion.number(ask("show server_version").get(0));
        if (ToolVersion.major(tool) < ToolVersion.major(server)) {
            throw new DumpFailedException(
                    "pg_dump " + tool + " is older than the server, " + server,
                    "install postgresql-client-" + ToolVersion.major(server) + " and set tool-folder to where it lies",
                    Reason.SETTINGS);
        }
        return "pg_dump " + tool + ", server " + server;
    }

    @Override
    public List<Dump> dumps(StopSignal stop) {
        List<Dump> dumps = new ArrayList<>();
        if (address.several()) {
            databases().forEach(name -> dumps.add(database(Optional.of(name), address.at(name))));
        } else {
            dumps.add(database(Optional.empty(), address));
        }
        String globals = address.option("globals", "auto");
        if (!globals.equals("off")) {
            dumps.add(new Dump(
                    ".globals",
                    PgGlobals.FORMAT,
                    Optional.empty(),
                    globals.equals("required"),
                    new PgGlobals(address)::write));
        }
        return dumps;
    }

    private List<String> databases() {
        return address.named().isEmpty() ? ask(DATABASES) : address.named();
    }

    private static Dump database(Optional<String> name, DatabaseAddress one) {
        return new Dump(
                DatabaseKind.POSTGRESQL.suffix(),
                DatabaseKind.POSTGRESQL.format(),
                name,
                true,
                (consumer, stop) -> dump(one, consumer, stop));
    }

    private static Dump.Outcome dump(DatabaseAddress one, Consumer consumer, StopSignal stop) throws IOException {
        PgDump program = new PgDump(one);
        if (!one.countsRows()) {
            program.run(consumer, stop);
            return Dump.Outcome.PLAIN;
        }
        try (PgSnapshot snapshot = PgSnapshot.of(one)) {
            program.run(snapshot.id(), consumer, stop);
            return snapshot.outcome(stop);
        }
    }

    private List<String> ask(String query) {
        DatabaseConnection database = new DatabaseConnection(address);
        try (Connection connection = database.open()) {
            return DatabaseConnection.column(connection, query);
        } catch (SQLException e) {
            throw database.failure(e);
        }
    }
}
