package org.caravana.dump;

import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.caravana.repository.StopSignal;

/** Loads statements with {@code mariadb}. MariaDB cannot take back what makes a table, so a failure leaves a part. */
final class MariaLoader implements DumpLoader {
    private static final String HOLDINGS = """
            select (select count(*) from information_schema.tables where table_schema = database())
                 + (select count(*) from information_schema.routines where routine_schema = database())""";

    private final DatabaseAddress address;
    private final boolean users;

    /** @param users whether it is accounts, which belong to no database */
    MariaLoader(DatabaseAddress address, boolean users) {
        this.address = address;
        this.users = users;
    }

    @Override
    public void load(InputStream dump, Options options, StopSignal stop) throws IOException {
        MariaAddress server = MariaAddress.of(address);
        if (!options.force() && !users) {
            requireEmpty();
        }
        List<String> further =
                users ? List.of("--batch") : List.of("--batch", "--max-allowed-packet=1G", "--", server.database());
        ToolCommand command = server.command(address.firstTool("mariadb", "mysql"), further);
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
}
