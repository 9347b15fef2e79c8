package org.caravana.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.caravana.repository.StoppedException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class CancelTest {
    private static final String PLAN = "nightly";
    private static final Exception BROKEN = new IllegalStateException("dump tool was killed");

    private final TestDatabase database;
    private final MovableClock clock = new MovableClock("2026-11-02T22:00:00Z");
    private Node a;
    private Node b;

    CancelTest(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void open() {
        String url = database.fresh();
        a = new Node(url, "a", clock, Node.plan(PLAN, List.of("conan"), "annex", "cloud"));
        b = new Node(url, "b", clock, Node.plan(PLAN, List.of("conan"), "annex", "cloud"));
    }

    @AfterEach
    void close() {
        if (a != null) {
            a.close();
            b.close();
        }
    }

    @Test
    void aJobThatNobodyWorksOnIsAbortedAtOnce() {
        Job job = a.jobs.request(PLAN);

        assertThat(b.jobs.cancel(job.id(), "maria").state()).isEqualTo(JobState.ABORTED);
        assertThat(a.outcomes()).containsExactly("ABORTED cancelled by maria");
        assertThat(a.jobs.takeDue()).isEmpty();
        assertThatThrownBy(() -> a.jobs.cancel(job.id(), "maria")).isInstanceOf(WrongStateException.class);
        assertThatThrownBy(() -> a.jobs.cancel(4711, "maria")).isInstanceOf(UnknownJobException.class);
    }

    @Test
    void aCaptureIsStoppedByItsSignalAndThenAborted() {
        Job job = a.begun(PLAN);
        assertThat(a.jobs.cancel(job.id(), "maria").state()).isEqualTo(JobState.ABORTING);

        assertThatThrownBy(() -> a.jobs.stopSignal(job).check())
                .isInstanceOf(StoppedException.class)
                .hasMessageContaining("maria");
        a.jobs.stopped(job);
        assertThat(a.now(job).state()).isEqualTo(JobState.ABORTED);
        assertThat(a.jobs.events(job.id())).extracting(Event::state).endsWith("RUNNING", "ABORTING", "ABORTED");
    }

    @Test
    void aCancelOnAnotherNodeArrivesWithTheNextRenewal() {
        Job job = a.begun(PLAN);
        b.jobs.cancel(job.id(), "maria");
        a.jobs.stopSignal(job).check();
        assertThatThrownBy(() -> a.jobs.leaseCheck(job).check()).isInstanceOf(StoppedException.class);

        a.jobs.renewLeases();
        assertThatThrownBy(() -> a.jobs.stopSignal(job).check()).isInstanceOf(StoppedException.class);
    }

    @Test
    void whateverAWorkerReportsOfACancelledJobItIsAborted() {
        Job job = a.begun(PLAN);
        a.jobs.cancel(job.id(), "maria");
        a.jobs.retryCapture(job, 3, Node.TEN_MINUTES, BROKEN);

        assertThat(a.outcomes()).containsExactly("ABORTED cancelled by maria");
    }

    @Test
    void aBackupThatWasCommittedAtTheLastMomentIsRememberedButNotSent() {
        Job job = a.begun(PLAN);
        a.jobs.cancel(job.id(), "maria");
        a.jobs.captured(job, "20261102T220000Z", true, "");

        assertThat(a.now(job).state()).isEqualTo(JobState.ABORTED);
        assertThat(a.now(job).backup()).contains("20261102T220000Z");
        assertThat(a.jobs.copies(job.id())).isEmpty();
    }

    @Test
    void aJobThatTravelsIsAbortedWhenItsLastCarrierHasStopped() {
        Job job = a.captured(PLAN);
        List<Copy> copies = a.jobs.takeCopies(job);
        a.send(copies.get(0));
        a.copies.begin(copies.get(1));

        assertThat(b.jobs.cancel(job.id(), "maria").state()).isEqualTo(JobState.ABORTING);
        a.jobs.renewLeases();
        assertThatThrownBy(() -> a.copies.stopSignal(copies.get(1)).check()).isInstanceOf(StoppedException.class);
        a.copies.stopped(copies.get(1));

        assertThat(a.copyStates(job)).containsExactly(CopyState.VERIFIED, CopyState.DISCARDED);
        assertThat(a.outcomes()).containsExactly("ABORTED cancelled by maria");
        assertThat(a.jobs.takeDueCopies()).isEmpty();
    }

    @Test
    void copiesThatNobodyCarriesAreGivenUpAtOnce() {
        Job job = a.captured(PLAN);

        assertThat(a.jobs.cancel(job.id(), "maria").state()).isEqualTo(JobState.ABORTED);
        assertThat(a.copyStates(job)).containsOnly(CopyState.DISCARDED);
    }

    @Test
    void aCancelledJobWhoseNodeDiedIsAbortedWhenItsLeaseHasRunOut() {
        Job job = a.begun(PLAN);
        a.jobs.cancel(job.id(), "maria");
        assertThat(b.jobs.overdue()).isEmpty();
        clock.advance(Node.LEASE.plusMillis(1));

        assertThat(b.jobs.overdue()).extracting(Job::state).containsExactly(JobState.ABORTED);
    }

    @Test
    void aShutdownStopsWhatIsUnderWayAndLeavesItDueAtOnce() {
        Job job = a.begun(PLAN);
        a.jobs.stop("the service stops");
        assertThatThrownBy(() -> a.jobs.stopSignal(job).check()).hasMessageContaining("the service stops");
        a.jobs.stopped(job);

        assertThat(a.jobs.takeDue()).isEmpty();
        Job again = b.take();
        assertThat(again.id()).isEqualTo(job.id());
        assertThat(again.state()).isEqualTo(JobState.RUNNING);
        assertThat(again.attempts()).isZero();
    }
}
