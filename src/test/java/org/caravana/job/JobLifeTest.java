package org.caravana.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.caravana.repository.StoppedException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class JobLifeTest {

    private static final String PLAN = "nightly";
    private static final Exception UNREACHABLE = new NotReadyException("database conan does not answer", "start it");

    private final TestDatabase database;
    private final MovableClock clock = new MovableClock("2026-11-02T22:00:00.003Z");
    private Node node;

    JobLifeTest(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void open() {
        node = new Node(database.fresh(), "a", clock, Node.plan(PLAN, List.of("conan"), "annex", "cloud"));
    }

    @AfterEach
    void close() {
        if (node != null) {
            node.close();
        }
    }

    @Test
    void aFiringInsertsTheJobOfItsSlotOnce() {
        node.jobs.create(PLAN);
        node.jobs.create(PLAN);
        clock.advance(Duration.ofMinutes(3));
        node.jobs.create(PLAN);

        assertThat(node.jobs.list(java.util.Optional.empty(), 10))
                .singleElement()
                .satisfies(job -> {
                    assertThat(job.scheduled()).isEqualTo("2026-11-02T22:00:00Z");
                    assertThat(job.startBy()).isEqualTo("2026-11-02T23:00:00Z");
                    assertThat(job.completeBy()).isEqualTo("2026-11-04T22:00:00Z");
                    assertThat(job.state()).isEqualTo(JobState.CREATED);
                    assertThat(job.origin()).isEqualTo(Job.Origin.SCHEDULE);
                    assertThat(job.cycle()).isEqualTo("2026-11");
                    assertThat(job.lease()).isEmpty();
                });
    }

    @Test
    void aTimerThatFiresAMomentEarlyStillMeansTheComingSlot() {
        clock.set("2026-11-02T21:59:59.998Z");
        node.jobs.create(PLAN);

        assertThat(node.take().scheduled()).isEqualTo("2026-11-02T22:00:00Z");
    }

    @Test
    void aJobGoesFromCreatedOverRunningToCompleted() {
        Job job = node.begun(PLAN);
        assertThat(node.now(job).state()).isEqualTo(JobState.RUNNING);
        node.jobs.captured(job, "20261102T220003Z", true, "1 artifact");
        assertThat(node.now(job).lease()).isEmpty();

        List<Copy> copies = node.jobs.takeCopies(job);
        assertThat(copies).extracting(Copy::target).containsExactly("annex", "cloud");
        node.send(copies.get(0));
        assertThat(node.jobs.settle(job)).isFalse();
        node.send(copies.get(1));
        assertThat(node.jobs.settle(job)).isTrue();
        assertThat(node.jobs.settle(job)).isFalse();

        assertThat(node.now(job).state()).isEqualTo(JobState.COMPLETED);
        assertThat(node.now(job).endedAt()).contains(Instant.parse("2026-11-02T22:00:00.003Z"));
        assertThat(node.outbox.dueNotices(9))
                .extracting(Notice::kind)
                .containsExactly(NoticeKind.START, NoticeKind.OUTCOME);
        assertThat(node.jobs.events(job.id()))
                .extracting(Event::state)
                .containsExactly(
                        "CREATED", "RUNNING", "RUNNING", "SENDING", "VERIFIED", "SENDING", "VERIFIED", "COMPLETED");
    }

    @Test
    void aBackupThatLacksASourceEndsPartialEvenWhenItIsEverywhere() {
        Job job = node.begun(PLAN);
        node.jobs.captured(job, "b", false, "conan is missing");
        node.jobs.takeCopies(job).forEach(node::send);

        assertThat(node.jobs.settle(job)).isTrue();
        assertThat(node.outcomes()).containsExactly("PARTIAL INCOMPLETE_CAPTURE");
    }

    @Test
    void aJobThatIsNotReadyIsDueAgainButNeverAfterItsWindow() {
        node.jobs.create(PLAN);
        Job job = node.take();
        node.jobs.postpone(job, Node.TEN_MINUTES, UNREACHABLE);
        assertThat(node.now(job).due()).contains(Instant.parse("2026-11-02T22:10:00.003Z"));
        assertThat(node.lastEvent(job).orElseThrow()).contains("database conan does not answer; HINT: start it");
        assertThat(node.jobs.takeDue()).isEmpty();

        clock.set("2026-11-02T22:55:00Z");
        job = node.take();
        assertThat(node.jobs.startWindowOpen(job)).isTrue();
        node.jobs.postpone(job, Node.TEN_MINUTES, UNREACHABLE);
        assertThat(node.now(job).due()).contains(job.startBy());
        assertThat(node.now(job).attempts()).isEqualTo(2);

        clock.set("2026-11-02T23:00:00Z");
        job = node.take();
        node.jobs.requireStartWindow(job);
        assertThat(node.jobs.startWindowOpen(job)).isFalse();
        node.jobs.expire(job, "START_WINDOW");
        assertThat(node.outcomes()).containsExactly("EXPIRED START_WINDOW");
    }

    @Test
    void nothingStartsAfterTheStartWindow() {
        node.jobs.create(PLAN);
        clock.set("2026-11-02T23:00:00.001Z");
        Job job = node.take();

        assertThatThrownBy(() -> node.jobs.requireStartWindow(job)).isInstanceOf(StartWindowClosedException.class);
        assertThatThrownBy(() -> node.jobs.begin(job)).isInstanceOf(StartWindowClosedException.class);
        assertThat(node.now(job).state()).isEqualTo(JobState.CREATED);
    }

    @Test
    void aCaptureIsTriedThreeTimesAndThenFails() {
        Job job = node.begun(PLAN);
        for (int attempt = 1; attempt < 3; attempt++) {
            node.jobs.retryCapture(job, 3, Node.TEN_MINUTES, new IllegalStateException("disk full"));
            assertThat(node.now(job).state()).isEqualTo(JobState.RUNNING);
            assertThat(node.jobs.takeDue()).isEmpty();
            clock.advance(Node.TEN_MINUTES);
            job = node.take();
        }
        node.jobs.retryCapture(job, 3, Node.TEN_MINUTES, new IllegalStateException("disk full"));

        assertThat(node.outcomes()).containsExactly("FAILED disk full");
    }

    @Test
    void anErrorThatNobodyCanMendFailsAtOnceAndHidesThePassword() {
        node.jobs.create(PLAN);
        Job job = node.take();
        node.jobs.fail(job, new IllegalStateException("refused at jdbc:x://backup:canary@db?password=canary&a=b"));

        assertThat(node.outcomes()).containsExactly("FAILED refused at jdbc:x://******@db?password=******&a=b");
        assertThat(node.jobs.events(job.id()).toString()).doesNotContain("canary");
    }

    @Test
    void aCaptureThatIsUnfinishedAtTheDeadlineIsStoppedAndExpired() {
        Job job = node.begun(PLAN);
        clock.set("2026-11-04T22:00:00.001Z");
        node.jobs.renewLeases();
        node.jobs.stopSignal(job).check();

        assertThat(node.jobs.overdue()).extracting(Job::id).containsExactly(job.id());
        assertThat(node.jobs.overdue()).isEmpty();
        assertThatThrownBy(() -> node.jobs.stopSignal(job).check()).isInstanceOf(StoppedException.class);
        assertThatThrownBy(() -> node.jobs.captured(job, "b", true, "")).isInstanceOf(LeaseLostException.class);
        node.jobs.stopped(job);
        assertThat(node.outcomes()).containsExactly("EXPIRED COMPLETION_WINDOW");
        assertThat(node.copyStates(job)).isEmpty();
    }

    @Test
    void aDeadlineClosesTheJobAndTheLateCopyStillArrives() {
        Job job = node.captured(PLAN);
        List<Copy> copies = node.jobs.takeCopies(job);
        node.send(copies.get(0));
        node.copies.begin(copies.get(1));
        clock.set("2026-11-04T22:00:00.001Z");
        node.jobs.renewLeases();
        assertThat(node.jobs.overdue()).extracting(Job::state).containsExactly(JobState.PARTIAL);

        node.copies.stopSignal(copies.get(1)).check();
        node.copies.verified(copies.get(1), VerificationLevel.HASHED, 1, 1);

        assertThat(node.copyStates(job)).containsOnly(CopyState.VERIFIED);
        assertThat(node.jobs.settle(job)).isFalse();
        assertThat(node.outcomes()).containsExactly("PARTIAL COMPLETION_WINDOW");
    }

    @Test
    void aJobThatACrashKeptFromBeingSettledIsSettledLater() {
        Job job = node.captured(PLAN);
        node.jobs.takeCopies(job).forEach(node::send);

        assertThat(node.jobs.overdue()).extracting(Job::state).containsExactly(JobState.COMPLETED);
        assertThat(node.jobs.settle(job)).isFalse();
    }

    @Test
    void runNowHasThePlansOwnWindowsFromNowOn() {
        clock.set("2026-11-03T12:00:00Z");
        Job job = node.jobs.request(PLAN);

        assertThat(job.origin()).isEqualTo(Job.Origin.REQUEST);
        assertThat(job.startBy()).isEqualTo("2026-11-03T13:00:00Z");
        assertThat(node.jobs.request(PLAN).id()).isNotEqualTo(job.id());
        assertThat(node.take().id()).isEqualTo(job.id());
        assertThatThrownBy(() -> node.jobs.request("nigthly"))
                .isInstanceOf(UnknownPlanException.class)
                .hasMessageContaining("nightly");
    }

    @Test
    void aRequestCanAcceptThatDirectoriesChanged() {
        assertThat(node.jobs.acceptsChange(node.jobs.request(PLAN, true))).isTrue();
        assertThat(node.jobs.acceptsChange(node.jobs.request(PLAN, false))).isFalse();
        assertThat(node.jobs.acceptsChange(node.jobs.request(PLAN, null))).isFalse();
    }
}
