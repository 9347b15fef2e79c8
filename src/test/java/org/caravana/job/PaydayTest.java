package org.caravana.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.caravana.plan.BusinessDays;
import org.caravana.plan.Calendar;
import org.caravana.plan.Plan;
import org.caravana.plan.Schedule;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A year of the plan that fires on the fourth day after payday: its timer fires every evening, a fake clock moves. */
class PaydayTest {
    private final MovableClock clock = new MovableClock("2026-12-31T12:00:00Z");
    private Node node;

    @AfterEach
    void close() {
        node.close();
    }

    /** The days on which jobs were made in 2027, all of which COMPLETED. */
    private List<LocalDate> year(BusinessDays business) {
        Plan plan = Node.plan(
                "monthly",
                new Schedule(
                        "0 0 23 * * ?",
                        Node.ZONE,
                        Optional.of(new Calendar(Calendar.RULES.get("fourth-day-after-payday"), business))),
                List.of("sales"));
        node = new Node(TestDatabase.H2.fresh(), "a", clock, plan);
        for (Instant firing : plan.schedule().timer().next(clock.instant(), 366)) {
            clock.set(firing.toString());
            node.jobs.missed();
            node.jobs.create("monthly");
            for (Job job : node.jobs.takeDue()) {
                node.jobs.begin(job);
                clock.advance(Duration.ofMinutes(30));
                node.jobs.captured(job, "b" + job.id(), true, "1 artifact");
                node.jobs.settle(node.now(job));
            }
        }
        return node.jobs.list(Optional.of("monthly"), 100).stream()
                .filter(job -> job.state() == JobState.COMPLETED)
                .map(job -> job.scheduled().atZone(Node.ZONE).toLocalDate())
                .filter(day -> day.getYear() == 2027)
                .sorted(Comparator.naturalOrder())
                .toList();
    }

    @Test
    void brazilsHolidaysMovePaydayAndTheBackupWithIt() {
        // Saturdays count; 1 January, 1 May (a Saturday) and 2 November move the fifth business day, those after it do
        // not
        assertThat(year(BusinessDays.of("MON-SAT", "BR", List.of())))
                .containsExactly(
                        LocalDate.of(2027, 1, 11),
                        LocalDate.of(2027, 2, 9),
                        LocalDate.of(2027, 3, 9),
                        LocalDate.of(2027, 4, 10),
                        LocalDate.of(2027, 5, 11),
                        LocalDate.of(2027, 6, 9),
                        LocalDate.of(2027, 7, 10),
                        LocalDate.of(2027, 8, 10),
                        LocalDate.of(2027, 9, 10),
                        LocalDate.of(2027, 10, 10),
                        LocalDate.of(2027, 11, 10),
                        LocalDate.of(2027, 12, 10));
    }

    @Test
    void aTownsHolidayOnPaydayMovesThatMonthAlone() {
        // the fifth business day of August is Friday the 6th
        assertThat(year(BusinessDays.of("MON-SAT", "BR", List.of("08-06", "2027-12-06"))))
                .contains(LocalDate.of(2027, 8, 11), LocalDate.of(2027, 12, 11), LocalDate.of(2027, 7, 10))
                .hasSize(12);
    }
}
