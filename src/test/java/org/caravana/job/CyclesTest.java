package org.caravana.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.caravana.plan.CyclePeriod;
import org.caravana.plan.Plan;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CyclesTest {
    private static final String PLAN = "nightly";

    private final MovableClock clock = new MovableClock("2026-11-30T22:00:00Z");
    private Node node;

    @BeforeEach
    void aNovemberWithABackup() {
        node = new Node(TestDatabase.H2.fresh(), "a", clock, Node.plan(PLAN, List.of("conan"), "annex"));
        carry(node.captured(PLAN));
    }

    @AfterEach
    void close() {
        node.close();
    }

    private void carry(Job job) {
        node.jobs.takeCopies(job).forEach(node::send);
        node.jobs.settle(job);
    }

    private Job capturedAt(String time) {
        clock.set(time);
        return node.captured(PLAN);
    }

    @Test
    void theMonthsFirstBackupBeginsItsCycle() {
        assertThat(capturedAt("2026-12-01T22:00:00Z").cycle()).isEqualTo("2026-12");
    }

    @Test
    void theMonthIsThatOfThePlansZone() {
        clock.set("2026-12-01T02:59:00Z");
        assertThat(node.jobs.request(PLAN).cycle()).isEqualTo("2026-11");
        clock.set("2026-12-01T03:00:00Z");
        assertThat(node.jobs.request(PLAN).cycle()).isEqualTo("2026-12");
    }

    @Test
    void nightsGoOnInTheOldCycleUntilTheNewOnesFirstBackupIsEverywhere() {
        Job first = capturedAt("2026-12-01T22:00:00Z");
        assertThat(capturedAt("2026-12-02T22:00:00Z").cycle()).isEqualTo("2026-11");

        node.jobs.takeCopies(first).forEach(node::send);
        assertThat(capturedAt("2026-12-03T22:00:00Z").cycle()).isEqualTo("2026-12");
    }

    @Test
    void aCycleThatTakesDaysToCarryGivesWayToTheNightsInBetween() {
        Job first = capturedAt("2026-12-01T22:00:00Z");
        Copy opening = node.jobs.takeCopies(first).get(0);
        node.copies.begin(opening);
        for (int night = 2; night < 6; night++) {
            clock.set("2026-12-0" + night + "T22:00:00Z");
            node.jobs.renewLeases();
            Job between = node.captured(PLAN);
            assertThat(node.jobs.takeCopies(between)).isEmpty();
            node.copies.stopped(opening);
            carry(between);
            assertThat(node.now(between).state()).isEqualTo(JobState.COMPLETED);
            opening = node.jobs.takeDueCopies().get(0);
            assertThat(opening.job()).isEqualTo(first.id());
            node.copies.begin(opening);
        }
    }

    @Test
    void aFirstBackupThatIsBeingHealedSendsNoNightBackIntoTheOldCycle() {
        Job first = capturedAt("2026-12-01T22:00:00Z");
        carry(first);
        node.copies.damaged(node.jobs.copies(first.id()), "a pack is missing");

        assertThat(capturedAt("2026-12-02T22:00:00Z").cycle()).isEqualTo("2026-12");
    }

    @Test
    void afterFourteenDaysTheNewCycleIsUsedAllTheSame() {
        capturedAt("2026-12-01T22:00:00Z");
        assertThat(capturedAt("2026-12-15T22:00:00Z").cycle()).isEqualTo("2026-11");
        assertThat(capturedAt("2026-12-16T22:00:00Z").cycle()).isEqualTo("2026-12");
    }

    @Test
    void aFirstBackupThatRunsLateItselfIsWaitedForUntilFourWeeksAfterTheOldCyclesEnd() {
        capturedAt("2026-12-19T22:00:00Z");
        assertThat(capturedAt("2026-12-28T22:00:00Z").cycle()).isEqualTo("2026-11");
        assertThat(capturedAt("2026-12-29T22:00:00Z").cycle())
                .as("its locks end")
                .isEqualTo("2026-12");
    }

    @Test
    void aCycleOfLongAgoTakesNoNights() {
        capturedAt("2027-03-01T22:00:00Z");
        assertThat(capturedAt("2027-03-02T22:00:00Z").cycle()).isEqualTo("2027-03");
    }

    @Test
    void nightsGoOnInAnOldCycleThatIsWholeRatherThanInAYoungerOneThatIsNot() {
        node.close();
        node = new Node(TestDatabase.H2.fresh(), "a", clock, weekly());
        carry(capturedAt("2026-12-07T22:00:00Z"));
        capturedAt("2026-12-14T22:00:00Z");
        assertThat(capturedAt("2026-12-21T22:00:00Z").cycle()).isEqualTo("2026-W52");

        assertThat(capturedAt("2026-12-22T22:00:00Z").cycle()).isEqualTo("2026-W50");
    }

    private static Plan weekly() {
        Plan plan = Node.plan(PLAN, List.of("conan"), "annex");
        return new Plan(
                plan.name(),
                plan.sources(),
                plan.targets(),
                plan.schedule(),
                plan.startWindow(),
                plan.completionWindow(),
                plan.announceBefore(),
                plan.keep(),
                CyclePeriod.WEEK);
    }

    private List<String> told() {
        return node.outbox.dueNotices(100).stream()
                .filter(notice -> notice.kind() == NoticeKind.CYCLE)
                .map(notice -> notice.job().orElseThrow() + " " + notice.said().orElseThrow())
                .toList();
    }

    @Test
    void afterFourteenDaysPeopleAreToldOnceWhichTargetLacksTheCycle() {
        Job first = capturedAt("2026-12-01T22:00:00Z");
        capturedAt("2026-12-15T22:00:00Z");
        assertThat(told()).isEmpty();

        capturedAt("2026-12-16T22:00:00Z");
        assertThat(told()).containsExactly(first.id() + " annex");
        assertThat(node.lastEvent(first))
                .contains("no backup of cycle 2026-12 is whole on annex after 14 days;"
                        + " nights do not wait for it any longer");
        clock.advance(Duration.ofMinutes(6));
        node.outbox.dueNotices(100).forEach(node.outbox::sent);
        capturedAt("2026-12-17T22:00:00Z");
        assertThat(told()).isEmpty();
    }

    @Test
    void aCycleThatIsWholeEverywhereIsNeverLate() {
        carry(capturedAt("2026-12-01T22:00:00Z"));
        capturedAt("2026-12-02T22:00:00Z");
        capturedAt("2026-12-30T22:00:00Z");
        assertThat(told()).isEmpty();
    }

    @Test
    void whatWasGivenUpAndADiskThatIsAwayAreNotLate() {
        node.jobs
                .takeCopies(capturedAt("2026-12-01T22:00:00Z"))
                .forEach(copy -> node.copies.away(copy, Duration.ofDays(9)));
        capturedAt("2026-12-30T22:00:00Z");
        node.jobs.discardCopies(PLAN, "2026-12", "annex");
        capturedAt("2027-01-30T22:00:00Z");
        assertThat(told()).isEmpty();
    }

    @Test
    void aFirstAttemptThatFailedLeavesTheCycleToTheNext() {
        clock.set("2026-12-01T22:00:00Z");
        node.jobs.fail(node.begun(PLAN), new IllegalStateException("wrong password"));

        assertThat(capturedAt("2026-12-02T22:00:00Z").cycle()).isEqualTo("2026-12");
    }
}
