package org.caravana.dump;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.caravana.repository.StopSignal;

/**
 * A moment of a PostgreSQL database that {@code pg_dump --snapshot} sees, too (documentation, 9.27.5 Snapshot
 * Synchronization Functions), so that rows counted in it are the rows of the dump.
 */
final class PgSnapshot implements AutoCloseable {
    private static final String TABLES = """
            select quote_ident(n.nspname) || '.' || quote_ident(c.relname)
              from pg_class c join pg_namespace n on n.oid = c.relnamespace
             where c.relkind = 'r' and c.relpersistence <> 't' and n.nspname !~ '^pg_'
               and n.nspname <> 'information_schema'
             order by 1""";

    private final Connection connection;
    private final DatabaseConnection database;
    private final String id;

    private PgSnapshot(Connection connection, DatabaseConnection database, String id) {
        this.connection = connection;
        this.database = database;
        this.id = id;
    }

    static PgSnapshot of(DatabaseAddress address) {
        DatabaseConnection database = new DatabaseConnection(address);
        Connection connection = database.open();
        try (Statement settings = connection.createStatement()) {
            connection.setAutoCommit(false);
            settings.execute("set transaction isolation level repeatable read, read only");
            // the connection is idle while pg_dump works, for hours with large databases
            settings.execute("set local idle_in_transaction_session_timeout = 0");
            settings.execute("set local statement_timeout = 0");
            // a policy must not hide rows in silence
            settings.execute("set local row_security = off");
            String id = DatabaseConnection.column(connection, "select pg_export_snapshot()")
                    .get(0);
            return new PgSnapshot(connection, database, id);
        } catch (SQLException e) {
            DatabaseConnection.closeQuietly(connection);
            throw database.failure(e);
        }
    }

    String id() {
        return id;
    }

    /** Counts; a table that cannot be counted is a remark, since the dump is whole all the same. */
    Dump.Outcome outcome(StopSignal stop) {
        Map<String, Long> rows = new TreeMap<>();
        List<String> remarks = new ArrayList<>();
        try {
            for (String table : DatabaseConnection.column(connection, TABLES)) {
                stop.check();
                count(table, rows, remarks);
            }
        } catch (SQLException e) {
            return new Dump.Outcome(
                    Optional.empty(),
                    List.of("rows were not counted: " + database.failure(e).what()));
        }
        return new Dump.Outcome(Optional.of(new RowCounts(true, rows)), List.copyOf(remarks));
    }

    private void count(String table, Map<String, Long> rows, List<String> remarks) throws SQLException {
        Savepoint before = connection.setSavepoint();
        try {
            rows.put(
                    table,
                    Long.valueOf(DatabaseConnection.column(connection, "select count(*) from only " + table)
                            .get(0)));
        } catch (SQLException e) {
            connection.rollback(before);
            remarks.add("rows of " + table + " were not counted: "
                    + String.valueOf(e.getMessage()).replaceAll("\\s*\\R", " | "));
        }
        connection.releaseSavepoint(before);
    }

    @Override
    public void close() {
        DatabaseConnection.closeQuietly(connection);
    }
}
