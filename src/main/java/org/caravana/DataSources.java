package org.caravana;

import java.sql.SQLException;
import javax.sql.DataSource;
import org.caravana.config.Secret;
import org.caravana.config.Settings;
import org.caravana.dump.DatabaseKind;
import org.firebirdsql.ds.FBSimpleDataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.mariadb.jdbc.MariaDbDataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** Connections to the databases that are backed up: made anew for each use, since a night needs few of them. */
final class DataSources {
    private static final int CONNECT_SECONDS = 10;

    private DataSources() {}

    static DataSource of(Settings.Database database) throws SQLException {
        String password = database.password().map(Secret::value).orElse("");
        return switch (DatabaseKind.ofKey(database.kind()).orElseThrow()) {
            case POSTGRESQL -> postgresql(database, password);
            case MARIADB -> mariadb(database, password);
            case FIREBIRD -> firebird(database, password);
            case H2 -> h2(database, password);
            case SQLITE, COMMAND -> throw new IllegalArgumentException(database.name() + " does not answer JDBC");
        };
    }

    private static DataSource firebird(Settings.Database database, String password) throws SQLException {
        String[] parts = database.url().substring("jdbc:firebirdsql:".length()).split("[?;&]");
        FBSimpleDataSource source = new FBSimpleDataSource();
        source.setDatabaseName(parts[0]);
        for (int i = 1; i < parts.length; i++) {
            source.setNonStandardProperty(parts[i]);
        }
        source.setUser(database.user().orElse(""));
        source.setPassword(password);
        source.setProperty("encoding", "UTF8");
        source.setProperty("processName", "caravana");
        source.setLoginTimeout(CONNECT_SECONDS);
        return source;
    }

    private static DataSource h2(Settings.Database database, String password) {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL(database.url());
        source.setUser(database.user().orElse(""));
        source.setPassword(password);
        return source;
    }

    private static DataSource mariadb(Settings.Database database, String password) throws SQLException {
        MariaDbDataSource source = new MariaDbDataSource(database.url());
        source.setUser(database.user().orElse(""));
        source.setPassword(password);
        source.setLoginTimeout(CONNECT_SECONDS);
        return source;
    }

    private static DataSource postgresql(Settings.Database database, String password) throws SQLException {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setURL(database.url());
        database.user().ifPresent(source::setUser);
        source.setPassword(password);
        source.setApplicationName("caravana");
        source.setConnectTimeout(CONNECT_SECONDS);
        return source;
    }
}
