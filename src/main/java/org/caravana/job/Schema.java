package org.caravana.job;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** The catalogue's tables. */
final class Schema {
    /** The version of the newest migration. */
    static final String VERSION = "4";

    private static final String LOCATION = "classpath:org/caravana/job/migration";

    private Schema() {}

    /** Flyway takes a third of a second even when there is nothing to do, so it is asked only when there is. */
    static void bringUpToDate(DataSource dataSource) {
        if (!isUpToDate(dataSource)) {
            Flyway.configure()
                    .dataSource(dataSource)
                    .locations(LOCATION)
                    .ignoreMigrationPatterns(new String[0])
                    .load()
                    .migrate();
        }
    }

    private static boolean isUpToDate(DataSource dataSource) {
        try (Connection connection = dataSource.getConnection();
                ResultSet last = connection
                        .createStatement()
                        .executeQuery("SELECT \"version\", \"success\" FROM \"flyway_schema_history\""
                                + " ORDER BY \"installed_rank\" DESC")) {
            return last.next() && VERSION.equals(last.getString(1)) && last.getBoolean(2);
        } catch (SQLException noSuchTable) {
            return false;
        }
    }
}
