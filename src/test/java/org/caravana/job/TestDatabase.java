package org.caravana.job;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;

/** A fresh, empty database for a catalogue. */
enum TestDatabase {
    H2 {
        @Override
        String fresh() {
            return "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";
        }
    },
    POSTGRESQL {
        @Override
        String fresh() {
            assumeTrue(PostgresCluster.available(), "no PostgreSQL on this machine");
            String server = PostgresCluster.running().url();
            String schema = "s" + UUID.randomUUID().toString().replace("-", "");
            try (Connection connection = DriverManager.getConnection(server)) {
                connection.createStatement().execute("CREATE SCHEMA " + schema);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
            return server + "&currentSchema=" + schema;
        }
    };

    abstract String fresh();

    static Catalogue open(String url) {
        return Catalogue.open(url, Optional.empty(), Optional.empty());
    }
}
