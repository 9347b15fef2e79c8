package org.caravana.dump;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import org.caravana.dump.DumpFailedException.Reason;

/** A JDBC connection for what is asked before a dump is loaded. */
final class DatabaseConnection {
    /** No right to a database, no such database, no right to a table. */
    private static final Set<Integer> MARIADB_SETTINGS = Set.of(1044, 1049, 1142);

    /** Firebird's code of a file that cannot be opened (isc_io_error); its SQLSTATE is that of a lost line. */
    static final int FIREBIRD_NO_FILE = 335544344;

    private final DatabaseAddress address;

    DatabaseConnection(DatabaseAddress address) {
        this.address = address;
    }

    /** @throws DumpFailedException in the database's own words */
    Connection open() {
        try {
            return tryOpen();
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    Connection tryOpen() throws SQLException {
        Properties properties = new Properties();
        address.user().ifPresent(user -> properties.setProperty("user", user));
        address.password().ifPresent(password -> properties.setProperty("password", password.value()));
        address.kind().ifPresent(kind -> properties.putAll(kind.connectionProperties()));
        return address.kind().filter(DatabaseKind.MARIADB::equals).isPresent()
                ? openMaria(properties)
                : DriverManager.getConnection(address.url(), properties);
    }

    /** MariaDB's driver cannot log in to a database whose name is not of plain letters; it is chosen afterwards. */
    private Connection openMaria(Properties properties) throws SQLException {
        Connection connection = DriverManager.getConnection(address.at("").url(), properties);
        try {
            String database = MariaAddress.of(address).database();
            if (!database.isEmpty()) {
                connection.setCatalog(database);
            }
            return connection;
        } catch (SQLException e) {
            closeQuietly(connection);
            throw e;
        }
    }

    /** The first column of a query's rows, as text. */
    static List<String> column(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            List<String> values = new ArrayList<>();
            while (row.next()) {
                values.add(row.getString(1));
            }
            return values;
        }
    }

    static void closeQuietly(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            // nothing was written through it
            return;
        }
    }

    /** How many tables and the like there are, by a query for one number. */
    void requireEmpty(Connection connection, String query) {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            if (row.getLong(1) > 0) {
                throw new NotEmptyException(address.plainUrl(), row.getLong(1));
            }
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    /** A failure in the database's own words, sorted by SQLSTATE (classes 08, 28, 3D, 57P). */
    DumpFailedException failure(SQLException e) {
        String state = String.valueOf(e.getSQLState());
        String what = address.plainUrl() + ": " + String.valueOf(e.getMessage()).replaceAll("\\s*\\R", " | ");
        if (state.startsWith("28")) {
            return new DumpFailedException(what, "check user and password of this database", Reason.REFUSED);
        }
        if (state.startsWith("3D")) {
            return new DumpFailedException(
                    what, "check the database's name in its URL, or create it first (createdb)", Reason.SETTINGS);
        }
        if (MARIADB_SETTINGS.contains(e.getErrorCode()) && state.startsWith("42")) {
            return new DumpFailedException(
                    what, "check the database's name in its URL and what the account may see", Reason.SETTINGS);
        }
        if (e.getErrorCode() == FIREBIRD_NO_FILE) {
            return new DumpFailedException(
                    what,
                    "check the path or alias in its URL, and that the server's own user may read the file",
                    Reason.SETTINGS);
        }
        boolean unreachable = state.startsWith("08") || state.startsWith("57P");
        return new DumpFailedException(
                what,
                unreachable ? "is the server up, and are its host and port right?" : "see what the database says",
                unreachable ? Reason.UNREACHABLE : Reason.OTHER);
    }
}
