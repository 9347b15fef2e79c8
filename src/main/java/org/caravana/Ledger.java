package org.caravana;

import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.caravana.cli.JobSnapshot;
import org.caravana.config.InvalidSettingsException;
import org.caravana.config.Problem;
import org.caravana.config.Settings;
import org.caravana.job.Catalogue;
import org.caravana.job.CatalogueFile;
import org.caravana.job.Leases;
import org.caravana.web.JobReports;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The job catalogue and what this process holds of it: one for the process's life, whatever settings it works by. */
final class Ledger implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Ledger.class);

    private final Catalogue catalogue;
    private final Leases leases;
    private final Optional<CatalogueFile> file;
    private final JobReports reports;
    private volatile boolean unsettled;

    /** @param file beside which a snapshot is left */
    private Ledger(Catalogue catalogue, Optional<CatalogueFile> file, Settings settings, Clock clock) {
        this.catalogue = catalogue;
        this.leases = new Leases(settings.jobs().node(), settings.jobs().lease(), clock);
        this.file = file;
        this.reports = new JobReports(Wiring.jobs(settings, clock, this));
    }

    static Ledger open(Settings settings, Clock clock) {
        Settings.CatalogueDatabase database = settings.catalogue();
        Optional<CatalogueFile> file = CatalogueFile.of(settings);
        return new Ledger(Catalogue.open(database.url(), database.user(), database.password()), file, settings, clock);
    }

    /** An empty one in memory, for routes that are built and never started. */
    static Ledger forRehearsal(Settings settings, Clock clock) {
        Catalogue empty = Catalogue.open("jdbc:h2:mem:rehearsal", Optional.empty(), Optional.empty());
        return new Ledger(empty, Optional.empty(), settings, clock);
    }

    Catalogue catalogue() {
        return catalogue;
    }

    Leases leases() {
        return leases;
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

    /** Work goes on that may still write while this is closed, so that what is read then may not be the last. */
    void unsettled() {
        unsettled = true;
    }

    /** Leaves a snapshot of the newest jobs beside a catalogue that is a file, where nothing else writes to it. */
    @Override
    public void close() {
        Optional<JobSnapshot> newest = unsettled ? Optional.empty() : file.flatMap(there -> snapshot());
        catalogue.close();
        newest.ifPresent(this::leave);
    }

    private Optional<JobSnapshot> snapshot() {
        try {
            return Optional.of(reports.snapshot());
        } catch (RuntimeException e) {
            LOG.debug("no snapshot of the jobs is left", e);
            return Optional.empty();
        }
    }

    /** Without one, or with an old one, a command opens the catalogue. */
    private void leave(JobSnapshot newest) {
        try {
            newest.write(file.orElseThrow());
        } catch (IOException | RuntimeException e) {
            LOG.debug("no snapshot of the jobs is left", e);
        }
    }
}
