package org.caravana.dump;

import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.caravana.repository.StopSignal;

/** Loads a dump into a Firebird database that {@code gbak} makes; one that is there is replaced only if forced. */
final class FirebirdLoader implements DumpLoader {
    private static final String HOLDINGS = "select count(*) from rdb$relations where coalesce(rdb$system_flag, 0) = 0";

    private final DatabaseAddress address;

    FirebirdLoader(DatabaseAddress address) {
        this.address = address;
    }

    @Override
    public void load(InputStream dump, Options options, StopSignal stop) throws IOException {
        ToolCommand command = command(options);
        if (!options.force()) {
            requireNone();
        }
        new ToolRun(command, stop).input(dump);
    }

    /** gbak makes the database itself; of one that is there it says nothing clear to an account without rights to it. */
    private void requireNone() {
        DatabaseConnection database = new DatabaseConnection(address);
        try (Connection connection = database.tryOpen()) {
            throw new NotEmptyException(
                    address.plainUrl(),
                    Long.parseLong(
                            DatabaseConnection.column(connection, HOLDINGS).get(0)));
        } catch (SQLException e) {
            if (e.getErrorCode() != DatabaseConnection.FIREBIRD_NO_FILE) {
                throw database.failure(e);
            }
        }
    }

    private ToolCommand command(Options options) {
        FirebirdAddress server = FirebirdAddress.of(address);
        return server.gbak(
                address.tool("gbak"),
                List.of(options.force() ? "-replace_database" : "-create_database"),
                List.of("stdin", server.connection()));
    }
}
