package org.caravana.notice;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.caravana.config.Settings;
import org.caravana.job.ClockDifferences;
import org.caravana.job.Copy;
import org.caravana.job.CopyState;
import org.caravana.job.Event;
import org.caravana.job.Figures;
import org.caravana.job.Job;
import org.caravana.job.JobState;
import org.caravana.job.Jobs;
import org.caravana.job.Notice;
import org.caravana.job.SizeAlarms;
import org.caravana.job.VerificationLevel;
import org.caravana.notice.Outcome.SourceResult;
import org.caravana.notice.Outcome.TargetResult;
import org.caravana.plan.Plan;
import org.caravana.repository.Manifest;

/** Gathers what letters say about a job from the catalogue, the settings and the backups' manifests. */
public final class JobFacts {
    private static final DateTimeFormatter BACKUP =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final Settings settings;
    private final Jobs jobs;
    private final Figures figures;
    private final SizeAlarms alarms;
    private final Function<Job, Optional<Manifest>> manifests;
    private final Clock clock;

    /** @param manifests a captured job's manifest, from the local repository; empty if it is not there any more */
    public JobFacts(
            Settings settings,
            Jobs jobs,
            Figures figures,
            SizeAlarms alarms,
            Function<Job, Optional<Manifest>> manifests,
            Clock clock) {
        this.settings = settings;
        this.jobs = jobs;
        this.figures = figures;
        this.alarms = alarms;
        this.manifests = manifests;
        this.clock = clock;
    }

    /** What a START notice says. */
    Beginning beginning(long id) {
        Job job = jobs.get(id);
        Optional<Plan> plan = plan(job);
        return new Beginning(
                job.plan(),
                job.id(),
                zone(job),
                job.scheduled(),
                job.startedAt().orElse(job.scheduled()),
                job.completeBy(),
                plan.map(Plan::sources).orElse(List.of()),
                plan.map(Plan::targets).orElse(List.of()));
    }

    /** What an OUTCOME notice says. */
    Outcome outcome(long id) {
        Job job = jobs.get(id);
        Optional<Manifest> manifest = job.captured() ? manifests.apply(job) : Optional.empty();
        Optional<Plan> plan = plan(job);
        return new Outcome(
                job.plan(),
                job.id(),
                job.state(),
                job.reason(),
                missed(job),
                zone(job),
                job.scheduled(),
                job.startedAt(),
                job.endedAt().orElseGet(clock::instant),
                job.backup(),
                job.backup().map(JobFacts::started),
                manifest.map(JobFacts::sources).orElse(List.of()),
                targets(job),
                manifest.map(m -> new Outcome.Sizes(plain(m), stored(m), figures.sentBytes(id))),
                manifest.map(JobFacts::noted).orElse(0L),
                manifest.map(JobFacts::notes).orElse(List.of()),
                job.captured() ? previous(job) : Optional.empty(),
                alarms.changes(job).stream()
                        .filter(c -> c.sudden(plan.map(Plan::sizeAlarm).orElse(Plan.SIZE_ALARM)))
                        .toList(),
                alarms.open(job.plan()).map(Job::id),
                plan.flatMap(p -> jobs.nextFiring(p.name())),
                job.backup().map(backup -> "caravana restore " + backup + " --plan " + job.plan() + from(job)));
    }

    /** What a DAMAGE notice says, from the events that were written with it. */
    Damage damage(Notice notice) {
        Job job = jobs.get(notice.job().orElseThrow());
        List<Event> found = jobs.events(job.id()).stream()
                .filter(event -> event.state().equals(CopyState.DAMAGED.name()))
                .filter(event -> event.at().equals(notice.scheduled()))
                .toList();
        return new Damage(
                job.plan(),
                job.cycle(),
                zone(job),
                notice.scheduled(),
                found.stream().findFirst().flatMap(Event::target).orElse("?"),
                found.stream().map(Event::message).toList());
    }

    /** What a CYCLE notice says. */
    LateCycle lateCycle(Notice notice) {
        Job job = jobs.get(notice.job().orElseThrow());
        return new LateCycle(
                job.plan(),
                job.cycle(),
                zone(job),
                job.scheduled(),
                notice.said().orElse("?"));
    }

    /** What a CLOCK notice says. */
    WrongClocks wrongClocks(Notice notice) {
        Job job = jobs.get(notice.job().orElseThrow());
        ClockDifferences clocks = ClockDifferences.read(notice.said().orElse(""));
        return new WrongClocks(
                job.plan(),
                zone(job),
                notice.scheduled(),
                clocks.ahead().entrySet().stream()
                        .map(clock -> new WrongClocks.Target(clock.getKey(), clock.getValue()))
                        .toList());
    }

    private Optional<Plan> plan(Job job) {
        return Optional.ofNullable(settings.plans().get(job.plan()));
    }

    private ZoneId zone(Job job) {
        return plan(job).map(plan -> plan.schedule().zone()).orElse(settings.zone());
    }

    /** Whether nobody was there at its time, and so it EXPIRED. */
    static boolean missed(Job job) {
        return job.state() == JobState.EXPIRED && job.origin() == Job.Origin.MISSED;
    }

    /** A backup's id is the start of its capture. */
    static Instant started(String backup) {
        return BACKUP.parse(backup, Instant::from);
    }

    private List<TargetResult> targets(Job job) {
        List<Copy> copies = jobs.copies(job.id());
        if (copies.isEmpty()) {
            return plan(job).map(Plan::targets).orElse(List.of()).stream()
                    .map(target -> target(job, target, Optional.empty()))
                    .toList();
        }
        return copies.stream()
                .map(copy -> target(job, copy.target(), Optional.of(copy)))
                .toList();
    }

    private TargetResult target(Job job, String name, Optional<Copy> copy) {
        boolean verified = copy.filter(c -> c.state() == CopyState.VERIFIED).isPresent();
        boolean absent = !verified && copy.filter(Copy::away).isPresent();
        return new TargetResult(
                name,
                Optional.ofNullable(settings.targets().get(name))
                        .map(Settings.Target::type)
                        .orElse("?"),
                verified,
                verified ? copy.get().level() : listed(copy),
                figures.newestWhole(job.plan(), name).map(JobFacts::started),
                absent,
                verified || absent ? Optional.empty() : copy.flatMap(Copy::message),
                copy.map(Copy::sampled).orElse(0));
    }

    private static VerificationLevel listed(Optional<Copy> copy) {
        return copy.filter(c -> c.state() == CopyState.LISTED).isPresent()
                ? VerificationLevel.LISTED
                : VerificationLevel.NONE;
    }

    private static List<SourceResult> sources(Manifest manifest) {
        Map<String, List<Manifest.Artifact>> artifacts =
                manifest.artifacts().stream().collect(Collectors.groupingBy(Manifest.Artifact::source));
        return manifest.sources().stream()
                .map(source -> {
                    List<Manifest.Artifact> own = artifacts.getOrDefault(source.name(), List.of());
                    return new SourceResult(
                            source.name(),
                            source.kind(),
                            source.state() == Manifest.Source.State.CAPTURED,
                            Optional.ofNullable(source.error()),
                            own.stream().mapToLong(Manifest.Artifact::plain).sum(),
                            own.stream().mapToLong(Manifest.Artifact::entries).sum());
                })
                .toList();
    }

    private static List<String> notes(Manifest manifest) {
        return manifest.sources().stream()
                .flatMap(source -> source.notes().stream().map(note -> source.name() + ": " + note))
                .toList();
    }

    private static long noted(Manifest manifest) {
        return manifest.artifacts().stream().mapToLong(Manifest.Artifact::noted).sum();
    }

    private static long plain(Manifest manifest) {
        return manifest.artifacts().stream().mapToLong(Manifest.Artifact::plain).sum();
    }

    private static long stored(Manifest manifest) {
        return manifest.artifacts().stream()
                .mapToLong(Manifest.Artifact::stored)
                .sum();
    }

    private Optional<Outcome.Previous> previous(Job job) {
        return figures.before(job).flatMap(before -> manifests
                .apply(before)
                .map(manifest ->
                        new Outcome.Previous(started(before.backup().orElseThrow()), plain(manifest), took(before))));
    }

    private Duration took(Job job) {
        Instant end = job.endedAt().orElseGet(clock::instant);
        return Duration.between(job.startedAt().orElse(end), end);
    }

    /** A target that holds it verified, so that the hint works on another machine, too. */
    private String from(Job job) {
        return jobs.copies(job.id()).stream()
                .filter(copy -> copy.state() == CopyState.VERIFIED)
                .findFirst()
                .map(copy -> " --from " + copy.target())
                .orElse("");
    }
}
