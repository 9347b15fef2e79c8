package org.caravana;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.caravana.config.InvalidSettingsException;
import org.caravana.config.Problem;
import org.caravana.config.Settings;
import org.caravana.job.Catalogue;
import org.caravana.job.Leases;

/** The job catalogue and what this process holds of it: one for the process's life, whatever settings it works by. */
record Ledger(Catalogue catalogue, Leases leases) implements AutoCloseable {

    static Ledger open(Settings settings, Clock clock) {
        Settings.CatalogueDatabase database = settings.catalogue();
        return over(Catalogue.open(database.url(), database.user(), database.password()), settings, clock);
    }

    /** An empty one in memory, for routes that are built and never started. */
    static Ledger forRehearsal(Settings settings, Clock clock) {
        return over(Catalogue.open("jdbc:h2:mem:rehearsal", Optional.empty(), Optional.empty()), settings, clock);
    }

    private static Ledger over(Catalogue catalogue, Settings settings, Clock clock) {
        return new Ledger(
                catalogue, new Leases(settings.jobs().node(), settings.jobs().lease(), clock));
    }

    /** @throws InvalidSettingsException if settings change what only a start can change */
    static void requireSame(Settings before, Settings after) {
        List<Problem> problems = new java.util.ArrayList<>();
        differs(problems, "data", before.data(), after.data());
        differs(
                problems,
                "catalogue.url",
                before.catalogue().url(),
                after.catalogue().url());
        differs(
                problems,
                "catalogue.user",
                before.catalogue().user(),
                after.catalogue().user());
        differs(problems, "job.node", before.jobs().node(), after.jobs().node());
        differs(problems, "job.lease", before.jobs().lease(), after.jobs().lease());
        if (!problems.isEmpty()) {
            throw new InvalidSettingsException(problems);
        }
    }

    private static void differs(List<Problem> problems, String key, Object before, Object after) {
        if (!before.equals(after)) {
            problems.add(new Problem(
                    key, "was changed, which holds only after a restart", "restart the service, or set it back"));
        }
    }

    @Override
    public void close() {
        catalogue.close();
    }
}
