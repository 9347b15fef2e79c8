package org.caravana.dump;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.caravana.dump.DumpFailedException.Reason;

/** A JDBC connection for what is asked before a dump is loaded. */
final class DatabaseConnection {
    private final DatabaseAddress address;

    DatabaseConnection(DatabaseAddress address) {
        this.address = address;
    }

    Connection open() {
        Properties properties = new Properties();
        address.user().ifPresent(user -> properties.setProperty("user", user));
        address.password().ifPresent(password -> properties.setProperty("password", password.value()));
        try {
            return DriverManager.getConnection(address.url(), properties);
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    /** How many tables and the like there are, by a query for one number. */
    void requireEmpty(Connection connection, String query) {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            if (row.getLong(1) > 0) {
                throw new NotEmptyException(plainUrl(), row.getLong(1));
            }
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    /** A failure in the database's own words, sorted by SQLSTATE (classes 08, 28, 3D, 57P). */
    DumpFailedException failure(SQLException e) {
        String state = String.valueOf(e.getSQLState());
        String what = plainUrl() + ": " + String.valueOf(e.getMessage()).replaceAll("\\s*\\R", " | ");
        if (state.startsWith("28")) {
            return new DumpFailedException(what, "check user and password of this database", Reason.REFUSED);
        }
        if (state.startsWith("3D")) {
            return new DumpFailedException(
                    what, "check the database's name in its URL, or create it first (createdb)", Reason.SETTINGS);
        }
        boolean unreachable = state.startsWith("08") || state.startsWith("57P");
        return new DumpFailedException(
                what,
                unreachable ? "is the server up, and are its host and port right?" : "see what the database says",
                unreachable ? Reason.UNREACHABLE : Reason.OTHER);
    }

    private String plainUrl() {
        return address.url().replaceAll("[?;].*", "");
    }
}
