package org.caravana.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
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
    void afterFourteenDaysTheNewCycleIsUsedAllTheSame() {
        capturedAt("2026-12-01T22:00:00Z");
        assertThat(capturedAt("2026-12-15T22:00:00Z").cycle()).isEqualTo("2026-11");
        assertThat(capturedAt("2026-12-16T22:00:00Z").cycle()).isEqualTo("2026-12");
    }

    @Test
    void aFirstAttemptThatFailedLeavesTheCycleToTheNext() {
        clock.set("2026-12-01T22:00:00Z");
        node.jobs.fail(node.begun(PLAN), new IllegalStateException("wrong password"));

        assertThat(capturedAt("2026-12-02T22:00:00Z").cycle()).isEqualTo("2026-12");
    }
}
