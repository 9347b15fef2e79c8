package org.caravana.dump;

import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.Pattern;
import org.caravana.dump.DumpFailedException.Reason;
import org.caravana.repository.StopSignal;

/** Loads statements with {@code mariadb}. MariaDB cannot take back what makes a table, so a failure leaves a part. */
final class MariaLoader implements DumpLoader {
    private static final String HOLDINGS = """
            select (select count(*) from information_schema.tables where table_schema = database())
                 + (select count(*) from information_schema.routines where routine_schema = database())""";

    /** Every server's root has this right, and nobody else may give it. */
    private static final Pattern ROOTS_OWN =
            Pattern.compile("GRANT PROXY ON ``@`%` TO `root`@[^\n]*\n-+\\s+ERROR 1698[^\n]*");

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
        List<String> further = users ? List.of("--force") : List.of("--max-allowed-packet=1G", "--", server.database());
        ToolCommand command = server.command(address.firstTool("mariadb", "mysql"), further);
        String complaints = new ToolRun(command, stop).input(dump);
        if (users) {
            requireMade(complaints);
        }
    }

    /** With {@code --force} the program goes on after an error, and its exit code tells nothing. */
    private static void requireMade(String complaints) {
        // only the errors are told, since the statements that failed hold passwords' hashes
        List<String> failures = ROOTS_OWN
                .matcher(complaints)
                .replaceAll("")
                .lines()
                .filter(line -> line.startsWith("ERROR "))
                .limit(10)
                .toList();
        if (!failures.isEmpty()) {
            throw new DumpFailedException(
                    "not all of the accounts could be made: " + String.join(" | ", failures),
                    "load it as an account that has all privileges with grant option",
                    Reason.SETTINGS);
        }
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
