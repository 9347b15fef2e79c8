package org.caravana.notice;

import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.caravana.config.Settings;
import org.caravana.job.Job;
import org.caravana.job.JobState;
import org.caravana.job.Months;
import org.caravana.job.SizeAlarms;
import org.caravana.notice.Digest.PlaceMonth;
import org.caravana.notice.Digest.PlanMonth;
import org.caravana.plan.Plan;
import org.caravana.repository.LocalStore;

/** Gathers what became of a month from the catalogue and the repository, and says when it is to be told. */
public final class MonthFacts {
    /** A nightly plan has 31 firings a month; one that fires every hour is not listed in full. */
    private static final int MOST_FIRINGS = 800;

    /** As many months as this are made up for when the service was down. */
    private static final int MOST_MONTHS = 3;

    private final Settings settings;
    private final Months months;
    private final SizeAlarms alarms;
    private final Function<String, List<String>> local;
    private final Clock clock;

    /** @param local ids of a plan's whole backups in the local repository, by a listing */
    public MonthFacts(
            Settings settings, Months months, SizeAlarms alarms, Function<String, List<String>> local, Clock clock) {
        this.settings = settings;
        this.months = months;
        this.alarms = alarms;
        this.local = local;
        this.clock = clock;
    }

    /** A calendar month in the office's zone. */
    record Span(Instant first, Instant end) {
        static Span of(YearMonth month, ZoneId zone) {
            return new Span(
                    month.atDay(1).atStartOfDay(zone).toInstant(),
                    month.plusMonths(1).atDay(1).atStartOfDay(zone).toInstant());
        }
    }

    /** The months whose report is due by now, oldest first: each firing of the schedule is about the month before it. */
    List<Span> due() {
        return settings.people()
                .digest()
                .map(schedule -> Stream.iterate(
                                schedule.previous(clock.instant()),
                                Optional::isPresent,
                                last -> schedule.previous(last.get().minusMillis(1)))
                        .limit(MOST_MONTHS)
                        .map(firing -> month(firing.get()).minusMonths(1))
                        .distinct()
                        .sorted()
                        .map(month -> Span.of(month, settings.zone()))
                        .toList())
                .orElse(List.of());
    }

    private YearMonth month(Instant time) {
        return YearMonth.from(time.atZone(settings.zone()));
    }

    /** What a DIGEST notice says. @param first the month's first moment */
    Digest digest(Instant first) {
        YearMonth month = month(first);
        Span span = Span.of(month, settings.zone());
        Instant until = Span.of(month.plusMonths(1), settings.zone()).end();
        return new Digest(
                month,
                settings.zone(),
                clock.instant(),
                settings.plans().values().stream()
                        .map(plan -> plan(plan, span, until))
                        .toList());
    }

    private PlanMonth plan(Plan plan, Span span, Instant until) {
        List<Job> jobs = months.jobs(plan.name(), span.first(), span.end());
        Map<JobState, Long> states = new EnumMap<>(JobState.class);
        jobs.stream().filter(job -> job.state().isFinal()).forEach(job -> states.merge(job.state(), 1L, Long::sum));
        return new PlanMonth(
                plan.name(),
                states,
                jobs.stream().filter(job -> !job.state().isFinal()).count(),
                jobs.stream()
                        .filter(job -> job.state().isFinal() && job.state() != JobState.COMPLETED)
                        .map(MonthFacts::trouble)
                        .toList(),
                sizes(plan, span),
                Stream.concat(plan.targets().stream().map(target -> target(plan, target, span)), repository(plan))
                        .toList(),
                months.gone(plan.name(), span.first(), span.end()),
                plan.schedule().next(clock.instant(), MOST_FIRINGS).stream()
                        .filter(until::isAfter)
                        .toList(),
                alarms.open(plan.name()).map(job -> new Digest.Alarm(job.id(), job.scheduled())));
    }

    private static Digest.Trouble trouble(Job job) {
        return new Digest.Trouble(job.id(), job.scheduled(), job.state(), job.reason(), JobFacts.missed(job));
    }

    private Optional<Digest.Sizes> sizes(Plan plan, Span span) {
        List<Months.Captured> captured = months.captured(plan.name(), span.first(), span.end());
        if (captured.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Digest.Sizes(
                captured.get(0).plain(),
                captured.get(captured.size() - 1).plain(),
                captured.stream().mapToLong(Months.Captured::stored).sum(),
                months.sent(plan.name(), span.first(), span.end())));
    }

    private PlaceMonth target(Plan plan, String name, Span span) {
        Optional<Months.Span> holds = months.restorable(plan.name(), name);
        return new PlaceMonth(
                name,
                Optional.ofNullable(settings.targets().get(name)).map(Settings.Target::type),
                months.verified(plan.name(), span.first(), span.end()).stream()
                        .filter(verified -> verified.target().equals(name))
                        .toList(),
                months.lacking(plan.name(), name),
                holds.map(Months.Span::oldest).map(JobFacts::started),
                holds.map(Months.Span::newest).map(JobFacts::started));
    }

    private Stream<PlaceMonth> repository(Plan plan) {
        List<String> backups = local.apply(plan.name()).stream().sorted().toList();
        return Stream.of(new PlaceMonth(
                LocalStore.NAME,
                Optional.empty(),
                List.of(),
                0,
                backups.stream().findFirst().map(JobFacts::started),
                backups.stream().reduce((one, other) -> other).map(JobFacts::started)));
    }
}
