package org.caravana;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.caravana.capture.Capture;
import org.caravana.capture.Checks;
import org.caravana.capture.LastCaptures;
import org.caravana.capture.Sources;
import org.caravana.cli.Version;
import org.caravana.config.Settings;
import org.caravana.dump.DatabaseKind;
import org.caravana.hook.Hooks;
import org.caravana.job.Catalogue;
import org.caravana.job.CopyStates;
import org.caravana.job.Figures;
import org.caravana.job.Job;
import org.caravana.job.Jobs;
import org.caravana.job.Leases;
import org.caravana.job.Months;
import org.caravana.job.Outbox;
import org.caravana.job.SizeAlarms;
import org.caravana.notice.Announcements;
import org.caravana.notice.Banner;
import org.caravana.notice.CaptureReport;
import org.caravana.notice.CommandChannel;
import org.caravana.notice.JobFacts;
import org.caravana.notice.Letters;
import org.caravana.notice.MailAccount;
import org.caravana.notice.MonthFacts;
import org.caravana.notice.Notices;
import org.caravana.repository.BackupReader;
import org.caravana.repository.DamagedException;
import org.caravana.repository.Manifest;
import org.caravana.repository.Repository;
import org.caravana.repository.SshSignature;
import org.caravana.retention.Cycles;
import org.caravana.retention.Holdings;
import org.caravana.target.Copies;
import org.caravana.target.RemovableDisks;
import org.caravana.target.Repairs;
import org.caravana.target.Verifications;
import org.caravana.web.Control;

/** Puts the parts together, and names those that the routes call. The one place where that is done. */
final class Wiring {
    private final Settings settings;
    private final Ledger ledger;
    private final Catalogue catalogue;
    private final Jobs jobs;
    private final CopyStates copyStates;
    private final Figures figures;
    private final Notices notices;
    private final Map<String, Object> beans = new HashMap<>();

    /**
     * @param token what a command has to show to the control routes
     * @param ledger stays open when this is not needed any more
     */
    Wiring(Settings settings, Clock clock, String token, Ledger ledger) throws SQLException {
        this.settings = settings;
        this.ledger = ledger;
        Leases leases = ledger.leases();
        Repository repository = new Repository(
                settings.repository(),
                clock,
                SshSignature.by(settings.verification().signatureKey()));
        Sources sources = new Sources(settings);
        catalogue = ledger.catalogue();
        jobs = jobs(settings, clock, ledger);
        copyStates = new CopyStates(catalogue, clock, leases);
        beans.put("jobs", jobs);
        Hooks hooks = new Hooks(settings.plans(), jobs, settings.data().resolve("hooks"), clock);
        beans.put("hooks", hooks);
        beans.put(
                "checks",
                new Checks(
                        settings.repository(),
                        sources,
                        new LastCaptures(new BackupReader(repository.store())),
                        jobs::acceptsChange));
        beans.put(
                "capture",
                new Capture(
                        settings,
                        sources,
                        repository,
                        jobs,
                        hooks::frozenSince,
                        machine(),
                        manifest -> CaptureReport.render(manifest, settings.language())));
        figures = new Figures(catalogue);
        beans.put(
                "cycles",
                new Cycles(
                        settings.plans(),
                        disks(settings),
                        settings.repository(),
                        settings.data(),
                        figures,
                        jobs,
                        new SizeAlarms(catalogue, clock),
                        clock));
        beans.put("copies", new Copies(settings, clock, copyStates::stopSignal));
        beans.put("copyStates", copyStates);
        beans.put("repairs", new Repairs(settings, copyStates));
        beans.put("disks", new RemovableDisks(settings.targets()));
        beans.put("verifications", new Verifications(settings, copyStates, clock));
        notices = notices(repository, clock, hooks);
        beans.put("notices", notices);
        beans.put("noticeCommand", new CommandChannel(settings.people().command()));
        beans.put("mailAccount", new MailAccount(settings.mail()));
        beans.put("mailProperties", MailAccount.properties(settings.mail()));
        beans.put("control", new Control(jobs, token));
        beans.putAll(databases(settings));
    }

    /** The jobs alone, for who needs nothing else. */
    static Jobs jobs(Settings settings, Clock clock, Ledger ledger) {
        return new Jobs(
                ledger.catalogue(),
                settings.plans(),
                clock,
                ledger.leases(),
                settings.jobs().parallel());
    }

    private Notices notices(Repository repository, Clock clock, Hooks hooks) {
        BackupReader reader = new BackupReader(repository.store());
        SizeAlarms alarms = new SizeAlarms(catalogue, clock);
        JobFacts facts = new JobFacts(settings, jobs, figures, alarms, job -> manifest(reader, job), clock);
        MonthFacts months =
                new MonthFacts(settings, new Months(catalogue), alarms, plan -> local(repository, plan), clock);
        Announcements announcements = new Announcements(settings, jobs, clock);
        beans.put("banner", new Banner(settings, jobs, announcements));
        return new Notices(
                new Outbox(catalogue, clock),
                facts,
                months,
                new Letters(settings.language()),
                announcements,
                hooks::answers);
    }

    /** A letter must go out even if the backup that it tells of is gone or damaged. */
    private static Optional<Manifest> manifest(BackupReader reader, Job job) {
        try {
            return Optional.of(reader.manifest(
                    job.plan() + "/" + job.cycle() + "/backups/" + job.backup().orElseThrow()));
        } catch (IOException | DamagedException e) {
            return Optional.empty();
        }
    }

    /** The clock of a directory is ours, unless another machine shares it. */
    private static Set<String> disks(Settings settings) {
        return settings.targets().values().stream()
                .filter(target -> target.type().equals("directory"))
                .map(Settings.Target::name)
                .collect(Collectors.toSet());
    }

    /** A letter must go out even if the repository does not answer. */
    private static List<String> local(Repository repository, String plan) {
        try {
            return new Holdings(repository.store()::list)
                    .of(plan).stream().flatMap(cycle -> cycle.whole().stream()).toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    /** The connections that {@code jdbc:} endpoints name. */
    static Map<String, Object> databases(Settings settings) throws SQLException {
        Map<String, Object> sources = new HashMap<>();
        for (Settings.Database database : settings.databases().values()) {
            if (DatabaseKind.ofKey(database.kind()).orElseThrow().answersJdbc()) {
                sources.put("database-" + database.name(), DataSources.of(database));
            }
        }
        return sources;
    }

    private static Capture.Machine machine() {
        try {
            return new Capture.Machine(InetAddress.getLocalHost().getHostName(), Version.number());
        } catch (UnknownHostException e) {
            return new Capture.Machine("unknown", Version.number());
        }
    }

    Map<String, Object> beans() {
        return beans;
    }

    Figures figures() {
        return figures;
    }

    Notices notices() {
        return notices;
    }

    Jobs jobs() {
        return jobs;
    }

    Ledger ledger() {
        return ledger;
    }
}
