package org.caravana.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every change from a state that does not allow it is refused and changes nothing. */
class RefusalTest {
    private static final String PLAN = "nightly";
    private static final Exception WHY = new IllegalStateException("why");

    private final MovableClock clock = new MovableClock("2026-11-02T22:00:00Z");
    private Node node;

    @BeforeEach
    void open() {
        node = new Node(TestDatabase.H2.fresh(), "a", clock, Node.plan(PLAN, List.of("conan"), "annex"));
    }

    @AfterEach
    void close() {
        node.close();
    }

    @Test
    void aRunningJobIsNotPostponed() {
        Job job = node.begun(PLAN);
        refused(job, j -> node.jobs.postpone(j, Node.TEN_MINUTES, WHY), WrongStateException.class);
    }

    @Test
    void beginningTwiceUnderOneLeaseChangesNothing() {
        Job job = node.begun(PLAN);
        Job before = node.now(job);
        int events = node.jobs.events(job.id()).size();
        node.jobs.begin(job);

        assertThat(node.now(job)).isEqualTo(before);
        assertThat(node.jobs.events(job.id())).hasSize(events);
        assertThat(node.outbox.dueNotices(9)).hasSize(1);
    }

    @Test
    void aJobThatWasNeverLeasedIsNobodysToChange() {
        Job job = node.jobs.request(PLAN);
        everyChange(job);
    }

    @Test
    void aCapturedJobIsNotCapturedAgainNorFailedNorExpired() {
        everyChange(node.captured(PLAN));
    }

    @Test
    void anEndedJobStaysAsItEnded() {
        Job job = node.begun(PLAN);
        node.jobs.fail(job, WHY);
        everyChange(job);
        assertThat(node.jobs.settle(job)).isFalse();
    }

    @Test
    void aJobWithoutABackupIsNotSettled() {
        assertThat(node.jobs.settle(node.begun(PLAN))).isFalse();
    }

    private void everyChange(Job job) {
        refused(job, node.jobs::begin, LeaseLostException.class);
        refused(job, j -> node.jobs.postpone(j, Node.TEN_MINUTES, WHY), LeaseLostException.class);
        refused(job, j -> node.jobs.retryCapture(j, 3, Node.TEN_MINUTES, WHY), LeaseLostException.class);
        refused(job, j -> node.jobs.expire(j, "START_WINDOW"), LeaseLostException.class);
        refused(job, j -> node.jobs.fail(j, WHY), LeaseLostException.class);
        refused(job, j -> node.jobs.captured(j, "again", true, ""), LeaseLostException.class);
        Job before = node.now(job);
        node.jobs.stopped(job);
        assertThat(node.now(job)).isEqualTo(before);
    }

    private void refused(Job job, Consumer<Job> change, Class<? extends Exception> with) {
        Job before = node.now(job);
        List<Event> events = node.jobs.events(job.id());
        assertThatThrownBy(() -> change.accept(job)).isInstanceOf(with);
        assertThat(node.now(job)).isEqualTo(before);
        assertThat(node.jobs.events(job.id())).isEqualTo(events);
    }

    @Test
    void aCopyIsVerifiedOnlyAfterItWasSent() {
        Copy copy = node.jobs.takeCopies(node.captured(PLAN)).get(0);
        refusedCopy(copy, c -> node.copies.verified(c, VerificationLevel.HASHED, 1, 1), WrongStateException.class);
        refusedCopy(copy, node.copies::listed, WrongStateException.class);
        refusedCopy(copy, c -> node.copies.progress(c, 1, 1), WrongStateException.class);
        refusedCopy(copy, c -> node.copies.damaged(c, "rotten"), WrongStateException.class);
        refusedCopy(copy, node.copies::resend, WrongStateException.class);
    }

    @Test
    void aVerifiedCopyIsNotSentAgainUnlessItIsDamaged() {
        Copy copy = node.jobs.takeCopies(node.captured(PLAN)).get(0);
        node.copies.begin(copy);
        node.copies.listed(copy);
        node.copies.verified(copy, VerificationLevel.SAMPLED, 1, 1);
        refusedCopy(copy, node.copies::begin, LeaseLostException.class);
        refusedCopy(copy, c -> node.copies.postpone(c, Node.TEN_MINUTES, WHY), LeaseLostException.class);
        refusedCopy(copy, node.copies::stopped, LeaseLostException.class);

        Copy there = node.copies.get(copy.id());
        refusedCopy(there, node.copies::resend, WrongStateException.class);
        node.copies.damaged(there, "pack 3f9a is not what its name says");
        node.copies.resend(node.copies.get(copy.id()));
        assertThat(node.jobs.takeDueCopies()).extracting(Copy::id).containsExactly(copy.id());
    }

    private void refusedCopy(Copy copy, Consumer<Copy> change, Class<? extends Exception> with) {
        Copy before = node.copies.get(copy.id());
        assertThatThrownBy(() -> change.accept(copy)).isInstanceOf(with);
        assertThat(node.copies.get(copy.id())).isEqualTo(before);
    }
}
