package org.caravana.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.caravana.plan.Schedule;
import org.caravana.repository.StoppedException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class QueueTest {
    private static final Schedule MIDNIGHT = new Schedule("0 0 19 * * ?", Node.ZONE);
    private static final Exception DOWN = new IllegalStateException("connection refused");

    private final TestDatabase database;
    private final MovableClock clock = new MovableClock("2026-11-02T22:00:00Z");
    private String url;
    private Node a;
    private Node b;

    QueueTest(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void open() {
        url = database.fresh();
        a = node("a");
        b = node("b");
    }

    private Node node(String name) {
        return new Node(
                url,
                name,
                clock,
                Node.plan("nightly", List.of("conan", "systems"), "annex", "cloud"),
                Node.plan("store", MIDNIGHT, List.of("conan"), "cloud"),
                Node.plan("mail", MIDNIGHT, List.of("maildir"), "cloud"),
                Node.plan("web", MIDNIGHT, List.of("htdocs"), "cloud"));
    }

    @AfterEach
    void close() {
        if (a != null) {
            a.close();
            b.close();
        }
    }

    @Test
    void aNodeTakesAsManyJobsAsItHasFreeWorkers() {
        List.of("nightly", "mail", "web").forEach(a.jobs::create);

        assertThat(a.jobs.takeDue()).extracting(Job::plan).containsExactly("nightly", "mail");
        assertThat(a.jobs.takeDue()).isEmpty();
        assertThat(b.jobs.takeDue()).extracting(Job::plan).containsExactly("web");
    }

    @Test
    void plansThatShareASourceWaitForEachOthersCaptureInOrder() {
        Job nightly = a.begun("nightly");
        clock.advance(Duration.ofMinutes(1));
        Job store = a.jobs.request("store");
        clock.advance(Duration.ofMinutes(1));
        a.jobs.request("nightly");
        assertThat(a.jobs.takeDue()).isEmpty();
        assertThat(b.jobs.takeDue()).isEmpty();
        String waits = "waits for the capture of job " + nightly.id() + " of nightly";
        assertThat(a.jobs.events(store.id())).extracting(Event::message).containsOnlyOnce(waits);

        a.jobs.captured(nightly, "b", true, "");
        assertThat(b.take().plan()).isEqualTo("store");
        assertThat(a.jobs.takeDue()).isEmpty();
    }

    @Test
    void aJobThatWaitsForAnotherTryHoldsNobodyUp() {
        a.jobs.create("nightly");
        a.jobs.postpone(a.take(), Node.TEN_MINUTES, DOWN);
        a.jobs.request("store");

        assertThat(a.take().plan()).isEqualTo("store");
    }

    @Test
    void aJobWhoseStartWindowClosedWhileItWaitedIsHandedOutToBeExpired() {
        Job nightly = a.begun("nightly");
        a.jobs.request("store");
        for (int minute = 0; minute < 61; minute++) {
            clock.advance(Duration.ofMinutes(1));
            a.jobs.renewLeases();
        }

        Job late = a.take();
        assertThat(late.plan()).isEqualTo("store");
        assertThatThrownBy(() -> a.jobs.requireStartWindow(late)).isInstanceOf(StartWindowClosedException.class);
        a.jobs.expire(late, "START_WINDOW");
        assertThat(a.now(nightly).state()).isEqualTo(JobState.RUNNING);
    }

    @Test
    void aCaptureWhoseCompletionWindowClosedWhileNobodyWorkedIsNotTakenUpAgain() {
        Job job = a.begun("nightly");
        clock.advance(Duration.ofHours(48).plusSeconds(1));

        assertThat(b.jobs.takeDue()).isEmpty();
        assertThat(b.jobs.overdue()).extracting(Job::id).containsExactly(job.id());
        assertThat(b.now(job).reason()).contains("COMPLETION_WINDOW");
    }

    @Test
    void aDeadNodesJobIsTakenOverAndItsLateWritesChangeNothing() {
        Job ofA = a.begun("nightly");
        assertThat(b.jobs.takeDue()).isEmpty();
        clock.advance(Node.LEASE.plusMillis(1));

        Job ofB = b.take();
        assertThat(ofB.id()).isEqualTo(ofA.id());
        assertThat(ofB.state()).isEqualTo(JobState.RUNNING);
        Job before = b.now(ofB);
        assertThatThrownBy(() -> a.jobs.stopSignal(ofA).check()).isInstanceOf(LeaseLostException.class);
        assertThatThrownBy(() -> a.jobs.leaseCheck(ofA).check()).isInstanceOf(LeaseLostException.class);
        assertThatThrownBy(() -> a.jobs.begin(ofA)).isInstanceOf(LeaseLostException.class);
        assertThatThrownBy(() -> a.jobs.captured(ofA, "x", true, "")).isInstanceOf(LeaseLostException.class);
        assertThatThrownBy(() -> a.jobs.fail(ofA, DOWN)).isInstanceOf(LeaseLostException.class);
        assertThatThrownBy(() -> a.jobs.expire(ofA, "START_WINDOW")).isInstanceOf(LeaseLostException.class);
        assertThatThrownBy(() -> a.jobs.retryCapture(ofA, 3, Node.TEN_MINUTES, DOWN))
                .isInstanceOf(LeaseLostException.class);
        assertThatThrownBy(() -> a.jobs.postpone(ofA, Node.TEN_MINUTES, DOWN)).isInstanceOf(LeaseLostException.class);
        a.jobs.stopped(ofA);

        assertThat(b.now(ofB)).isEqualTo(before);
        assertThat(b.lastEvent(ofB)).contains("taken over by b: the lease of a ran out");
        b.jobs.leaseCheck(ofB).check();
    }

    @Test
    void aRenewedLeaseIsNotTakenOver() {
        Job job = a.begun("nightly");
        clock.advance(Duration.ofSeconds(100));
        a.jobs.renewLeases();
        clock.advance(Duration.ofSeconds(100));

        assertThat(b.jobs.takeDue()).isEmpty();
        a.jobs.stopSignal(job).check();
        a.jobs.leaseCheck(job).check();
    }

    @Test
    void aNodeThatNoticesItsLossWhileRenewingStopsTheWork() {
        Job job = a.begun("nightly");
        clock.advance(Node.LEASE.plusMillis(1));
        b.take();
        a.jobs.renewLeases();

        assertThatThrownBy(() -> a.jobs.stopSignal(job).check()).isInstanceOf(LeaseLostException.class);
    }

    @Test
    void aTargetHasOneCarrierAndItTakesTheNewestBackupFirst() {
        Job monday = a.captured("nightly");
        clock.advance(Duration.ofDays(1));
        Job tuesday = a.captured("nightly");

        List<Copy> carried = a.jobs.takeDueCopies();
        assertThat(carried).extracting(Copy::job).containsOnly(tuesday.id());
        assertThat(carried).extracting(Copy::target).containsExactly("annex", "cloud");
        assertThat(a.jobs.takeDueCopies()).isEmpty();
        assertThat(b.jobs.takeCopies(monday)).isEmpty();

        a.send(carried.get(0));
        assertThat(b.jobs.takeDueCopies()).singleElement().satisfies(copy -> {
            assertThat(copy.job()).isEqualTo(monday.id());
            assertThat(copy.target()).isEqualTo("annex");
        });
        assertThat(a.copies.pending("cloud")).extracting(Copy::job).containsExactly(tuesday.id(), monday.id());
    }

    private Copy carriedToTheCloud(String plan) {
        return toTheCloud(a.captured(plan));
    }

    private Copy carriedToTheCloud(String plan, long stored) {
        return toTheCloud(a.captured(plan, stored));
    }

    private Copy toTheCloud(Job job) {
        return a.jobs.takeCopies(job).stream()
                .filter(copy -> copy.target().equals("cloud"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aCarrierThatBringsAWholeCycleGivesWayToAnotherPlansNight() {
        a.send(carriedToTheCloud("web"));
        Copy store = carriedToTheCloud("store");
        a.copies.begin(store);
        clock.advance(Duration.ofDays(1));
        a.jobs.renewLeases();
        Job web = a.captured("web");
        assertThat(b.jobs.takeDueCopies()).isEmpty();
        a.copies.stopSignal(store).check();

        assertThat(a.jobs.takeCopies(web)).isEmpty();
        assertThat(a.jobs.takeDueCopies()).isEmpty();
        String words = "gives way to the backup of job " + web.id() + " of web: its own cycle takes longer";
        assertThatThrownBy(() -> a.copies.stopSignal(store).check())
                .isInstanceOf(StoppedException.class)
                .hasMessageContaining(words);
        assertThat(a.jobs.events(store.job())).extracting(Event::message).containsOnlyOnce(words);
        a.copies.urgentSignal(store).check();

        a.copies.stopped(store);
        assertThat(a.jobs.takeDueCopies()).singleElement().satisfies(copy -> {
            assertThat(copy.job()).isEqualTo(web.id());
            a.send(copy);
            assertThat(a.jobs.takeNext(copy).job()).isEqualTo(store.job());
        });
    }

    @Test
    void twoWholeCyclesTakeTurnsByTheirEnds() {
        Copy store = carriedToTheCloud("store");
        clock.advance(Duration.ofMinutes(1));
        Job web = a.captured("web");
        assertThat(a.jobs.takeCopies(web)).isEmpty();
        a.copies.stopSignal(store).check();

        a.send(store);
        assertThat(a.jobs.takeNext(store).job()).isEqualTo(web.id());
    }

    @Test
    void aWholeCycleGivesWayToOneThatIsMuchSmaller() {
        Copy store = carriedToTheCloud("store", 9_000_000_000L);
        clock.advance(Duration.ofMinutes(1));
        a.captured("mail", 8_000_000_000L);
        assertThat(a.jobs.takeDueCopies()).isEmpty();
        a.copies.stopSignal(store).check();

        Job web = a.captured("web", 1_000_000_000L);
        clock.advance(Duration.ofMinutes(1));
        assertThat(a.jobs.takeDueCopies()).isEmpty();
        assertThatThrownBy(() -> a.copies.stopSignal(store).check())
                .isInstanceOf(StoppedException.class)
                .hasMessageContaining("job " + web.id() + " of web");

        a.copies.stopped(store);
        assertThat(a.jobs.takeDueCopies()).singleElement().satisfies(copy -> {
            assertThat(copy.job()).isEqualTo(web.id());
            assertThat(a.jobs.takeDueCopies()).isEmpty();
            a.copies.stopSignal(copy).check();
        });
    }

    @Test
    void ofWholeCyclesOfOneSizeTheOlderOneGoesFirstAndOfItTheNewestBackup() {
        Job first = a.captured("store", 3_000_000_000L);
        clock.advance(Duration.ofDays(1));
        Job second = a.captured("store", 3_000_000_000L);
        clock.advance(Duration.ofDays(31));
        Job december = a.captured("store", 6_000_000_000L);
        assertThat(december.cycle()).isNotEqualTo(second.cycle());

        assertThat(a.jobs.takeDueCopies()).singleElement().satisfies(copy -> {
            assertThat(copy.job()).isEqualTo(second.id());
            assertThat(a.jobs.takeDueCopies()).isEmpty();
            a.copies.stopSignal(copy).check();
            a.send(copy);
            Copy next = a.jobs.takeNext(copy);
            assertThat(next.job()).isEqualTo(first.id());
            a.send(next);
            assertThat(a.jobs.takeNext(next).job()).isEqualTo(december.id());
        });
    }

    @Test
    void aWholeCycleThatGaveWayToANightGoesOnBeforeANewerOne() {
        Copy november = carriedToTheCloud("store", 1_000_000_000L);
        a.send(november);
        clock.advance(Duration.ofDays(31));
        Copy december = carriedToTheCloud("store", 6_000_000_000L);
        clock.advance(Duration.ofDays(1));
        a.jobs.renewLeases();
        Job night = a.captured("store", 1_000_000L);
        assertThat(night.cycle()).isEqualTo(a.jobs.get(november.job()).cycle());
        clock.advance(Duration.ofDays(14));
        a.jobs.renewLeases();
        Job newer = a.captured("web", 5_000_000_000L);
        assertThat(a.jobs.takeDueCopies()).isEmpty();
        a.copies.stopped(december);

        Copy first = a.jobs.takeDueCopies().get(0);
        assertThat(first.job()).isEqualTo(night.id());
        a.send(first);
        Copy second = a.jobs.takeNext(first);
        assertThat(second.job()).isEqualTo(december.job());
        a.send(second);
        assertThat(a.jobs.takeNext(second).job()).isEqualTo(newer.id());
    }

    @Test
    void aWholeCycleWhoseSizeNobodyNotedCountsAsTheLargest() {
        a.captured("web");
        clock.advance(Duration.ofDays(1));
        Job web = a.captured("web", 1_000L);
        clock.advance(Duration.ofMinutes(1));
        Job store = a.captured("store", 9_000_000_000L);

        Copy first = a.jobs.takeDueCopies().get(0);
        assertThat(first.job()).isEqualTo(store.id());
        assertThat(a.jobs.takeDueCopies()).isEmpty();
        a.copies.stopSignal(first).check();
        a.send(first);
        assertThat(a.jobs.takeNext(first).job()).isEqualTo(web.id());
    }

    @Test
    void aNightGivesWayToNothing() {
        a.send(carriedToTheCloud("store"));
        a.send(carriedToTheCloud("web"));
        clock.advance(Duration.ofDays(1));
        Copy store = carriedToTheCloud("store");
        assertThat(a.jobs.takeCopies(a.captured("web"))).isEmpty();
        a.copies.stopSignal(store).check();
    }

    @Test
    void oneTargetsTroubleNeverStopsTheOther() {
        Job job = a.captured("nightly");
        List<Copy> copies = a.jobs.takeCopies(job);
        a.copies.begin(copies.get(0));
        a.copies.postpone(copies.get(0), Node.TEN_MINUTES, DOWN);
        a.send(copies.get(1));

        assertThat(a.jobs.copies(job.id()).get(0).message().orElseThrow()).contains("connection refused");
        assertThat(a.jobs.copies(job.id()).get(0).attempts()).isEqualTo(1);
        assertThat(a.jobs.takeDueCopies()).isEmpty();
        clock.advance(Node.TEN_MINUTES);
        a.jobs.takeDueCopies().forEach(a::send);
        assertThat(a.jobs.settle(job)).isTrue();
        assertThat(a.now(job).state()).isEqualTo(JobState.COMPLETED);
    }

    @Test
    void aDeadCarriersCopyIsTakenOver() {
        Job job = a.captured("store");
        Copy ofA = a.jobs.takeCopies(job).get(0);
        a.copies.begin(ofA);
        a.copies.progress(ofA, 5, 5000);
        clock.advance(Node.LEASE.plusMillis(1));

        Copy ofB = b.jobs.takeDueCopies().get(0);
        b.send(ofB);
        assertThatThrownBy(() -> a.copies.verified(ofA, VerificationLevel.LISTED, 1, 1))
                .isInstanceOf(LeaseLostException.class);
        assertThat(a.copies.get(ofA.id()).level()).isEqualTo(VerificationLevel.HASHED);
    }

    @Test
    void whatTheSettingsDoNotNameAnyMoreIsLeftToThoseWhoKnowIt() {
        Job job = a.captured("store");
        a.jobs.request("store");
        Jobs withoutPlans = new Jobs(b.catalogue, Map.of(), clock, b.leases, 2);

        assertThat(withoutPlans.takeDue()).isEmpty();
        assertThat(withoutPlans.takeDueCopies()).isEmpty();
        assertThat(a.jobs.takeCopies(job)).hasSize(1);
    }
}
