package org.caravana.capture;

import org.caravana.config.Settings;
import org.caravana.dump.DatabaseAddress;
import org.caravana.dump.DatabaseKind;
import org.caravana.dump.DumpTool;
import org.caravana.job.Job;

/** A database on its way into the backup. */
public record DatabaseSource(Job job, Settings.Database database) implements Source {

    @Override
    public String name() {
        return database.name();
    }

    @Override
    public String kind() {
        return database.kind();
    }

    DatabaseKind databaseKind() {
        return DatabaseKind.ofKey(kind()).orElseThrow();
    }

    /** What is asked of a database that is ready, for example {@code select 1}; {@code null}: only its programs are. */
    public String readyStatement() {
        return databaseKind().answersJdbc() ? databaseKind().readinessStatement() : null;
    }

    /** The programs that dump it; only where there is no {@link #dumpStatement()}. */
    DumpTool dumpTool() {
        return DumpTool.of(DatabaseAddress.of(database)).orElseThrow();
    }

    /** The statement whose rows are the dump; {@code null} where a dump tool is run. */
    public String dumpStatement() {
        return databaseKind().dumpStatement().orElse(null);
    }

    /** The name that its connections are bound under in the registry. */
    public String dataSource() {
        return "database-" + name();
    }
}
