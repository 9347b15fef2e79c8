package org.caravana.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Four threads of two nodes want the same at the same moment. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class RaceTest {
    private static final String PLAN = "nightly";

    private final TestDatabase database;
    private final MovableClock clock = new MovableClock("2026-11-02T22:00:00Z");
    private final ExecutorService threads = Executors.newFixedThreadPool(4);
    private Node a;
    private Node b;

    RaceTest(TestDatabase database) {
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
        threads.shutdown();
        if (a != null) {
            a.close();
            b.close();
        }
    }

    private <T> List<T> atOnce(Callable<T> ofA, Callable<T> ofB) throws Exception {
        CyclicBarrier together = new CyclicBarrier(4);
        List<Future<T>> runs = new ArrayList<>();
        for (Callable<T> run : List.of(ofA, ofB, ofA, ofB)) {
            runs.add(threads.submit(() -> {
                together.await();
                return run.call();
            }));
        }
        List<T> results = new ArrayList<>();
        for (Future<T> run : runs) {
            results.add(run.get());
        }
        return results;
    }

    private static <T> List<T> flat(List<List<T>> lists) {
        return lists.stream().flatMap(List::stream).toList();
    }

    @RepeatedTest(5)
    void twoTimersMakeOneJob() throws Exception {
        atOnce(() -> create(a), () -> create(b));

        assertThat(a.jobs.list(Optional.empty(), 10)).hasSize(1);
    }

    private static boolean create(Node node) {
        node.jobs.create(PLAN);
        return true;
    }

    @RepeatedTest(5)
    void oneNodeTakesAJob() throws Exception {
        a.jobs.create(PLAN);

        assertThat(flat(atOnce(a.jobs::takeDue, b.jobs::takeDue))).hasSize(1);
    }

    @RepeatedTest(5)
    void onePlanIsCapturedOnceAtATime() throws Exception {
        a.jobs.request(PLAN);
        a.jobs.request(PLAN);
        b.jobs.request(PLAN);

        assertThat(flat(atOnce(a.jobs::takeDue, b.jobs::takeDue))).hasSize(1);
    }

    @RepeatedTest(5)
    void aTargetGetsOneCarrier() throws Exception {
        a.captured(PLAN);
        clock.advance(Node.TEN_MINUTES);
        Job job = a.jobs.request(PLAN);
        a.jobs.begin(a.take());
        a.jobs.captured(a.now(job), "b", true, "");

        assertThat(flat(atOnce(a.jobs::takeDueCopies, b.jobs::takeDueCopies)))
                .extracting(Copy::target)
                .containsExactlyInAnyOrder("annex", "cloud");
    }

    @RepeatedTest(5)
    void exactlyOneCallerSettlesAJob() throws Exception {
        Job job = a.captured(PLAN);
        List<Copy> copies = a.jobs.takeCopies(job);
        copies.forEach(a.copies::begin);
        List<Boolean> results = new ArrayList<>();
        CyclicBarrier together = new CyclicBarrier(2);
        List<Future<Boolean>> legs = copies.stream()
                .map(copy -> threads.submit(() -> {
                    together.await();
                    a.copies.verified(copy, VerificationLevel.HASHED, 1, 1);
                    return a.jobs.settle(job);
                }))
                .toList();
        for (Future<Boolean> leg : legs) {
            results.add(leg.get());
        }

        assertThat(results).containsExactlyInAnyOrder(true, false);
        assertThat(a.outcomes()).containsExactly("COMPLETED");
    }

    @RepeatedTest(5)
    void aDeadlineAndALastCopyEndAJobOnce() throws Exception {
        Job job = a.captured(PLAN);
        a.jobs.takeCopies(job).forEach(a::send);
        List<Integer> ended =
                atOnce(() -> a.jobs.settle(job) ? 1 : 0, () -> b.jobs.overdue().size());

        assertThat(ended.stream().mapToInt(Integer::intValue).sum()).isEqualTo(1);
        assertThat(a.outcomes()).containsExactly("COMPLETED");
    }

    @RepeatedTest(5)
    void aNoticeIsTakenByOneNode() throws Exception {
        a.begun(PLAN);

        assertThat(flat(atOnce(() -> a.outbox.dueNotices(9), () -> b.outbox.dueNotices(9))))
                .hasSize(1);
    }

    @RepeatedTest(5)
    void aRenewalBesideATakeLosesNoLease() throws Exception {
        a.jobs.create(PLAN);
        List<List<Job>> taken = atOnce(a.jobs::takeDue, () -> {
            a.jobs.renewLeases();
            return List.of();
        });

        a.jobs.stopSignal(flat(taken).get(0)).check();
    }
}
