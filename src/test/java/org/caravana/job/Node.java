package org.caravana.job;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.caravana.plan.CyclePeriod;
import org.caravana.plan.Plan;
import org.caravana.plan.Schedule;

/** One process with its catalogue, as the service wires it. */
final class Node implements AutoCloseable {
    static final ZoneId ZONE = ZoneId.of("America/Sao_Paulo");
    static final Duration LEASE = Duration.ofMinutes(2);
    static final Duration TEN_MINUTES = Duration.ofMinutes(10);

    final Catalogue catalogue;
    final Leases leases;
    final Jobs jobs;
    final CopyStates copies;
    final Outbox outbox;

    Node(String url, String name, Clock clock, Plan... plans) {
        catalogue = TestDatabase.open(url);
        leases = new Leases(name, LEASE, clock);
        Map<String, Plan> byName = Stream.of(plans).collect(Collectors.toMap(Plan::name, Function.identity()));
        jobs = new Jobs(catalogue, byName, clock, leases, 2);
        copies = new CopyStates(catalogue, clock, leases);
        outbox = new Outbox(catalogue, clock);
    }

    /** Nightly at 19:00 in São Paulo, which is 22:00 UTC. */
    static Plan plan(String name, List<String> sources, String... targets) {
        return plan(name, new Schedule("0 0 19 ? * MON-SAT", ZONE), sources, targets);
    }

    static Plan plan(String name, Schedule schedule, List<String> sources, String... targets) {
        return new Plan(
                name,
                sources,
                List.of(targets),
                schedule,
                Duration.ofHours(1),
                Duration.ofHours(48),
                Duration.ofMinutes(15),
                Duration.ofDays(31),
                CyclePeriod.MONTH);
    }

    Job take() {
        List<Job> due = jobs.takeDue();
        if (due.size() != 1) {
            throw new AssertionError("not one job is due: " + due);
        }
        return due.get(0);
    }

    /** A job of the plan that began its capture. */
    Job begun(String plan) {
        jobs.create(plan);
        Job job = take();
        jobs.begin(job);
        return job;
    }

    /** A job of the plan whose capture was committed, nothing sent yet. */
    Job captured(String plan) {
        Job job = begun(plan);
        jobs.captured(job, "b" + job.id(), true, "2 artifacts");
        return job;
    }

    Job captured(String plan, long stored) {
        Job job = begun(plan);
        List<SourceSize> sizes = List.of(new SourceSize("conan", 2 * stored, stored));
        jobs.captured(job, new Captured("b" + job.id(), true, "2 artifacts", sizes));
        return job;
    }

    void send(Copy copy) {
        copies.begin(copy);
        copies.verified(copy, VerificationLevel.HASHED, 3, 1000);
    }

    Job now(Job job) {
        return jobs.get(job.id());
    }

    List<String> outcomes() {
        return outbox.dueNotices(100).stream()
                .filter(notice -> notice.kind() == NoticeKind.OUTCOME)
                .map(notice -> jobs.get(notice.job().orElseThrow()))
                .map(job ->
                        job.state() + job.reason().map(reason -> " " + reason).orElse(""))
                .toList();
    }

    List<CopyState> copyStates(Job job) {
        return jobs.copies(job.id()).stream().map(Copy::state).toList();
    }

    Optional<String> lastEvent(Job job) {
        List<Event> events = jobs.events(job.id());
        return events.isEmpty()
                ? Optional.empty()
                : Optional.of(events.get(events.size() - 1).message());
    }

    @Override
    public void close() {
        catalogue.close();
    }
}
