package org.caravana.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.caravana.plan.Plan;
import org.caravana.plan.Schedule;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class MissedFiringsTest {
    private static final Plan NIGHTLY = Node.plan("nightly", List.of("conan"), "annex");

    private final TestDatabase database;
    private final MovableClock clock = new MovableClock("2026-11-02T12:00:00Z"); // a Monday
    private String url;
    private Node node;

    MissedFiringsTest(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void firstStart() {
        url = database.fresh();
        node = new Node(url, "a", clock, NIGHTLY);
    }

    @AfterEach
    void close() {
        if (node != null) {
            node.close();
        }
    }

    private void restartAt(String time, Plan... plans) {
        node.close();
        clock.set(time);
        node = new Node(url, "a", clock, plans);
        node.jobs.freeEarlierLives();
    }

    private List<Job> all() {
        return node.jobs.list(Optional.empty(), 100);
    }

    @Test
    void aPlanThatIsSeenForTheFirstTimeHasMissedNothing() {
        assertThat(node.jobs.missed()).isEmpty();
        assertThat(all()).isEmpty();
    }

    @Test
    void aFiringMissedInsideItsStartWindowBecomesAJob() {
        node.jobs.missed();
        restartAt("2026-11-02T22:40:00Z", NIGHTLY);

        assertThat(node.jobs.missed()).isEmpty();
        Job job = node.take();
        assertThat(job.origin()).isEqualTo(Job.Origin.MISSED);
        assertThat(job.scheduled()).isEqualTo("2026-11-02T22:00:00Z");
        assertThat(job.startBy()).isEqualTo("2026-11-02T23:00:00Z");
        node.jobs.begin(job);
    }

    @Test
    void firingsMissedLongerAgoAreExpiredAndTold() {
        node.jobs.missed();
        restartAt("2026-11-04T22:40:00Z", NIGHTLY);

        assertThat(node.jobs.missed())
                .extracting(Job::scheduled)
                .containsExactly(Instant.parse("2026-11-02T22:00:00Z"), Instant.parse("2026-11-03T22:00:00Z"));
        assertThat(node.outcomes()).containsExactly("EXPIRED START_WINDOW", "EXPIRED START_WINDOW");
        assertThat(node.take().scheduled()).isEqualTo("2026-11-04T22:00:00Z");
        assertThat(node.jobs.missed()).isEmpty();
        assertThat(all()).hasSize(3);
    }

    @Test
    void onlyTheLastEightAreMadeUpFor() {
        node.jobs.missed();
        restartAt("2027-03-01T12:00:00Z", NIGHTLY);

        assertThat(node.jobs.missed()).hasSize(8);
    }

    @Test
    void whatTheTimerInsertedWasNotMissed() {
        node.jobs.missed();
        clock.set("2026-11-02T22:00:00Z");
        Job job = node.begun("nightly");
        clock.advance(Duration.ofMinutes(5));

        assertThat(node.jobs.missed()).isEmpty();
        assertThat(all()).extracting(Job::id).containsExactly(job.id());
    }

    @Test
    void aFiringOfThisMomentIsLeftToItsTimer() {
        node.jobs.missed();
        clock.set("2026-11-02T22:00:04Z");
        node.jobs.missed();
        assertThat(all()).isEmpty();

        clock.set("2026-11-02T22:00:06Z");
        node.jobs.missed();
        assertThat(all()).hasSize(1);
    }

    @Test
    void aChangedScheduleMissesNothingInThePastButTheOldOneDoes() {
        node.jobs.missed();
        Plan noon = Node.plan("nightly", new Schedule("0 0 12 * * ?", Node.ZONE), List.of("conan"), "annex");
        restartAt("2026-11-03T16:00:00Z", noon);

        assertThat(node.jobs.missed())
                .extracting(Job::scheduled)
                .containsExactly(Instant.parse("2026-11-02T22:00:00Z"));
        assertThat(node.jobs.missed()).isEmpty();
    }

    @Test
    void aCrashInEveryStateIsPickedUpAgainAtOnce() {
        clock.set("2026-11-02T22:00:00Z");
        Job captured = node.captured("nightly");
        Copy copy = node.jobs.takeCopies(captured).get(0);
        node.copies.begin(copy);
        Job running = node.jobs.request("nightly");
        node.jobs.begin(node.take());
        Job cancelled = node.now(running);
        restartAt("2026-11-02T22:00:30Z", NIGHTLY);

        Job again = node.take();
        assertThat(again.id()).isEqualTo(running.id());
        assertThat(again.state()).isEqualTo(JobState.RUNNING);
        assertThat(node.jobs.takeDueCopies()).extracting(Copy::id).containsExactly(copy.id());
        node.jobs.cancel(cancelled.id(), "maria");
        restartAt("2026-11-02T22:00:40Z", NIGHTLY);
        assertThat(node.now(running).state()).isEqualTo(JobState.ABORTED);
    }

    @Test
    void aLifeThatIsStillAliveKeepsItsLeases() {
        clock.set("2026-11-02T22:00:00Z");
        Job job = node.begun("nightly");
        node.jobs.freeEarlierLives();

        node.jobs.stopSignal(job).check();
        node.jobs.leaseCheck(job).check();
        assertThat(node.jobs.takeDue()).isEmpty();
    }

    /** 02:30 does not exist in New York on 8 March 2026: at 03:00, when no clock-bound timer fires, it is found here. */
    @Test
    void aFiringWhoseHourTheClocksSkipIsTheSchedulesOwn() {
        Plan halfPastTwo = Node.plan(
                "nightly",
                new Schedule("0 30 2 * * ?", java.time.ZoneId.of("America/New_York")),
                List.of("conan"),
                "annex");
        restartAt("2026-03-08T06:00:00Z", halfPastTwo);
        node.jobs.missed();
        clock.set("2026-03-08T07:00:20Z");
        assertThat(node.jobs.missed()).isEmpty();
        assertThat(all()).singleElement().satisfies(job -> {
            assertThat(job.scheduled()).isEqualTo("2026-03-08T07:00:00Z");
            assertThat(job.origin()).isEqualTo(Job.Origin.SCHEDULE);
            assertThat(job.state()).isEqualTo(JobState.CREATED);
        });
    }

    /** 01:30 comes twice in New York on 1 November 2026, at 05:30 and at 06:30 UTC. */
    @Test
    void anHourThatComesTwiceMakesOneJob() {
        Plan halfPastOne = Node.plan(
                "nightly",
                new Schedule("0 30 1 * * ?", java.time.ZoneId.of("America/New_York")),
                List.of("conan"),
                "annex");
        restartAt("2026-11-01T04:00:00Z", halfPastOne);
        for (String time : List.of("2026-11-01T05:30:00Z", "2026-11-01T06:30:00Z")) {
            clock.set(time);
            node.jobs.create("nightly");
            clock.advance(Duration.ofSeconds(30));
            node.jobs.missed();
        }
        assertThat(all())
                .filteredOn(job -> job.scheduled().isAfter(Instant.parse("2026-11-01T00:00:00Z")))
                .extracting(Job::scheduled)
                .containsExactly(Instant.parse("2026-11-01T06:30:00Z"));
    }

    @Test
    void aClockThatIsSetBackMakesNoNightTwice() {
        node.jobs.missed();
        clock.set("2026-11-02T22:00:00Z");
        Job job = node.begun("nightly");
        node.jobs.fail(job, new IllegalStateException("wrong password"));
        clock.set("2026-11-02T21:30:00Z");
        node.jobs.missed();
        clock.set("2026-11-02T22:00:00Z");
        node.jobs.create("nightly");
        clock.advance(Duration.ofMinutes(10));
        node.jobs.missed();
        assertThat(all()).extracting(Job::id).containsExactly(job.id());
    }

    @Test
    void aClockThatIsSetForwardOverAFiringMakesUpForIt() {
        clock.set("2026-11-02T21:50:00Z");
        node.jobs.missed();
        clock.set("2026-11-02T22:30:00Z");
        assertThat(node.jobs.missed()).isEmpty();
        assertThat(node.take().origin()).isEqualTo(Job.Origin.MISSED);
        clock.set("2026-11-04T12:00:00Z");
        assertThat(node.jobs.missed())
                .extracting(Job::scheduled)
                .containsExactly(Instant.parse("2026-11-03T22:00:00Z"));
    }
}
