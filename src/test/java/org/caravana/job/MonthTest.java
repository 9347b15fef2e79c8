package org.caravana.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.caravana.plan.BusinessDays;
import org.caravana.plan.Calendar;
import org.caravana.plan.Plan;
import org.caravana.plan.Schedule;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A month of the nightly and the monthly plan: the timers fire, a fake clock moves, jobs end. */
class MonthTest {
    private static final DateTimeFormatter FIRING = DateTimeFormatter.ofPattern("EEE dd HH:mm", Locale.ENGLISH);
    private static final Plan NIGHTLY = Node.plan("nightly", List.of("conan"), "annex");
    private static final Plan MONTHLY = Node.plan(
            "monthly",
            new Schedule(
                    "0 0 23 * * ?",
                    Node.ZONE,
                    Optional.of(new Calendar(
                            Calendar.RULES.get("friday-from-day-4"), BusinessDays.of("MON-SAT", "none", List.of())))),
            List.of("sales"),
            "annex");

    private final MovableClock clock = new MovableClock("2026-10-01T03:00:00Z");
    private Node node = new Node(TestDatabase.H2.fresh(), "a", clock, NIGHTLY, MONTHLY);

    @AfterEach
    void close() {
        node.close();
    }

    private static Instant at(String local) {
        return ZonedDateTime.parse(local + "-03:00").toInstant();
    }

    /** Every timer's firings up to a time, in order; a job that begins is finished half an hour later, or fails. */
    private void run(String until, Predicate<Job> succeeds) {
        record Firing(Instant at, String plan) {}
        Instant from = clock.instant();
        List<Firing> firings = Stream.of(NIGHTLY, MONTHLY)
                .flatMap(plan ->
                        plan.schedule().timer().next(from, 500).stream().map(time -> new Firing(time, plan.name())))
                .filter(firing -> firing.at().isBefore(at(until)))
                .sorted(java.util.Comparator.comparing(Firing::at))
                .toList();
        for (Firing firing : firings) {
            clock.set(firing.at().toString());
            node.jobs.missed();
            node.jobs.create(firing.plan());
            for (Job job : node.jobs.takeDue()) {
                finish(job, succeeds.test(job));
            }
        }
        clock.set(at(until).toString());
    }

    private void finish(Job job, boolean succeeds) {
        node.jobs.begin(job);
        clock.advance(Duration.ofMinutes(30));
        if (!succeeds) {
            node.jobs.fail(job, new IllegalStateException("wrong password"));
            return;
        }
        node.jobs.captured(job, "b" + job.id(), true, "1 artifact");
        node.jobs.takeDueCopies().forEach(node::send);
        node.jobs.settle(node.now(job));
    }

    private List<String> firings(String plan, YearMonth month) {
        return node.jobs.list(Optional.of(plan), 100).stream()
                .filter(job -> YearMonth.from(job.scheduled().atZone(Node.ZONE)).equals(month))
                .sorted(java.util.Comparator.comparing(Job::scheduled))
                .map(job -> FIRING.format(job.scheduled().atZone(Node.ZONE)) + " " + job.state())
                .toList();
    }

    @Test
    void aMonthOfBothPlansHasTwentySevenNightsAndOneFriday() {
        run("2026-11-01T00:00:00", job -> true);
        YearMonth october = YearMonth.of(2026, 10);
        // five Thursdays, Fridays and Saturdays; 31 days less four Sundays
        assertThat(firings("nightly", october))
                .hasSize(27)
                .startsWith("Thu 01 19:00 COMPLETED", "Fri 02 19:00 COMPLETED")
                .noneMatch(firing -> firing.startsWith("Sun"))
                .allMatch(firing -> firing.endsWith("19:00 COMPLETED"));
        assertThat(firings("monthly", october)).containsExactly("Thu 01 23:00 COMPLETED", "Fri 09 23:00 COMPLETED");
    }

    @Test
    void whatFailedOnFridayIsTriedOnTheNextDaysUntilItHasCompleted() {
        run("2026-10-09T12:00:00", job -> true);
        run(
                "2026-11-08T00:00:00",
                job -> !job.plan().equals("monthly") || clock.instant().isAfter(at("2026-10-11T20:00:00")));
        assertThat(firings("monthly", YearMonth.of(2026, 10)))
                .endsWith("Fri 09 23:00 FAILED", "Sat 10 23:00 FAILED", "Sun 11 23:00 COMPLETED")
                .hasSize(4);
        assertThat(firings("monthly", YearMonth.of(2026, 11))).containsExactly("Fri 06 23:00 COMPLETED");
    }

    @Test
    void theNextFiringFollowsFromWhatIsDone() {
        run("2026-10-09T12:00:00", job -> true);
        assertThat(node.jobs.nextFiring("monthly")).contains(at("2026-10-09T23:00:00"));
        run("2026-10-10T12:00:00", job -> false);
        assertThat(node.jobs.nextFiring("monthly")).contains(at("2026-10-10T23:00:00"));
        run("2026-10-11T12:00:00", job -> true);
        assertThat(node.jobs.nextFiring("monthly")).contains(at("2026-11-06T23:00:00"));
    }

    @Test
    void aJobThatIsUnderWayIsNotJoinedByAnother() {
        run("2026-10-09T22:00:00", job -> true);
        clock.set(at("2026-10-09T23:00:00").toString());
        node.begun("monthly");
        clock.set(at("2026-10-10T23:00:00").toString());
        node.jobs.create("monthly");
        assertThat(firings("monthly", YearMonth.of(2026, 10))).last().isEqualTo("Fri 09 23:00 RUNNING");
    }

    @Test
    void aFridayThatTheServiceSleptThroughIsExpiredAndSaturdayMakesUpForIt() {
        run("2026-10-09T12:00:00", job -> true);
        node.jobs.missed();
        clock.set(at("2026-10-10T09:00:00").toString());
        assertThat(node.jobs.missed()).extracting(Job::plan).contains("monthly");
        run("2026-10-12T00:00:00", job -> true);
        assertThat(firings("monthly", YearMonth.of(2026, 10)))
                .endsWith("Fri 09 23:00 EXPIRED", "Sat 10 23:00 COMPLETED");
    }

    @Test
    void aServiceThatComesUpWithinSaturdaysWindowStartsAtOnce() {
        run("2026-10-10T12:00:00", job -> false);
        node.jobs.missed();
        clock.set(at("2026-10-10T23:40:00").toString());
        node.jobs.missed();
        assertThat(firings("monthly", YearMonth.of(2026, 10))).last().isEqualTo("Sat 10 23:00 CREATED");
    }

    @Test
    void doneDaysAreNotMissed() {
        run("2026-10-10T12:00:00", job -> true);
        node.jobs.missed();
        clock.set(at("2026-10-30T12:00:00").toString());
        assertThat(node.jobs.missed()).extracting(Job::plan).doesNotContain("monthly");
    }
}
