package org.caravana.job;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.caravana.plan.Plan;
import org.jdbi.v3.core.Handle;

/** What is due, handed out under leases: as many captures as there are free workers, one carrier a target. */
final class Queue {
    /** How many times as large what gives way is; more than the 4 times that {@link CopyRows#IN_TURN} tells apart. */
    private static final int MUCH = 5;

    private static final String UNCAPTURED = "SELECT * FROM job WHERE backup IS NULL AND ";

    private final Catalogue catalogue;
    private final Map<String, Plan> plans;
    private final Clock clock;
    private final Leases leases;

    Queue(Catalogue catalogue, Map<String, Plan> plans, Clock clock, Leases leases) {
        this.catalogue = catalogue;
        this.plans = plans;
        this.clock = clock;
        this.leases = leases;
    }

    /**
     * Jobs to start or to capture again, in the order in which they were scheduled. One that has to wait for another's
     * capture keeps its place before later ones that share a source; one whose start window has closed waits for nobody.
     */
    List<Job> takeJobs(int parallel) {
        List<Job> leased = catalogue.inTransaction(h -> {
            Catalogue.holdLatch(h);
            if (leases.takesNothing()) {
                return List.of();
            }
            Instant now = Times.now(clock);
            List<Job> underWay = jobs(h, "lease_until >= :now AND state IN ('CREATED', 'RUNNING', 'ABORTING')", now);
            Map<String, Job> busy = new HashMap<>();
            underWay.forEach(job -> occupy(busy, job));
            long free = parallel - underWay.stream().filter(this::isOurs).count();
            List<Job> taken = new ArrayList<>();
            for (Job job : due(h, now)) {
                boolean closed =
                        job.state() == JobState.CREATED && job.startBy().isBefore(now);
                Optional<Job> before = closed ? Optional.empty() : before(busy, job);
                if (taken.size() < free && before.isEmpty()) {
                    take(h, job, now).ifPresent(taken::add);
                } else {
                    waits(h, job, before, now);
                }
                if (!closed) {
                    occupy(busy, job);
                }
            }
            return taken;
        });
        leased.forEach(job -> leases.hold(job.lease().orElseThrow()));
        return leased;
    }

    private List<Job> due(Handle h, Instant now) {
        // a capture past its completion window is left to the watch, which ends it
        String due = "(state = 'CREATED' OR (state = 'RUNNING' AND complete_by >= :now))"
                + " AND ((lease_token IS NULL AND due <= :now) OR lease_until < :now)";
        return jobs(h, due, now).stream()
                .filter(job -> plans.containsKey(job.plan()))
                .toList();
    }

    private static List<Job> jobs(Handle h, String condition, Instant now) {
        return h.createQuery(UNCAPTURED + condition + " ORDER BY scheduled, id")
                .bind("now", now)
                .mapTo(Job.class)
                .list();
    }

    private boolean isOurs(Job job) {
        return job.lease().filter(lease -> lease.node().equals(leases.node())).isPresent();
    }

    private Set<String> occupied(Job job) {
        Set<String> names = new HashSet<>(Set.of("plan:" + job.plan()));
        if (plans.containsKey(job.plan())) {
            plans.get(job.plan()).sources().forEach(source -> names.add("source:" + source));
        }
        return names;
    }

    private void occupy(Map<String, Job> busy, Job job) {
        occupied(job).forEach(name -> busy.putIfAbsent(name, job));
    }

    /** Whose capture a job has to let pass. */
    private Optional<Job> before(Map<String, Job> busy, Job job) {
        return occupied(job).stream()
                .sorted()
                .map(busy::get)
                .filter(Objects::nonNull)
                .findFirst();
    }

    /** Why a due job is not started yet is an event, once. */
    private static void waits(Handle h, Job job, Optional<Job> before, Instant now) {
        String why = before.map(other -> "waits for the capture of job " + other.id() + " of " + other.plan())
                .orElse("waits until another capture has ended: job.parallel is reached");
        List<Event> events = Event.of(h, job.id());
        if (events.isEmpty() || !events.get(events.size() - 1).message().equals(why)) {
            Event.append(h, now, job.id(), job.state(), why);
        }
    }

    /** Empty if a worker whose lease has run out changed it at the last moment. */
    private Optional<Job> take(Handle h, Job job, Instant now) {
        if (!JobRows.lock(h, job.id()).equals(job)) {
            return Optional.empty();
        }
        JobRows.lease(h, job.id(), leases.draw(now));
        job.lease().ifPresent(lost -> Event.append(h, now, job.id(), job.state(), takenOver(lost)));
        return JobRows.find(h, job.id());
    }

    private String takenOver(Lease lost) {
        return "taken over by " + leases.node() + ": the lease of " + lost.node() + " ran out";
    }

    /**
     * The copies that are due, at most one for each target that no carrier is on its way to, as {@link CopyRows#IN_TURN}
     * has them: what brings a cycle to a target that has nothing of it comes last. That holds everything and may take days,
     * so a carrier on its way with it is asked to give way to the nights in between, to other plans, and to another cycle
     * that is much smaller. Nothing else gives way: of backups that come faster than the line carries them, not all are to
     * be left half-sent.
     */
    List<Copy> takeCopies(Predicate<Copy> wanted) {
        List<Copy> leased = catalogue.inTransaction(h -> {
            Catalogue.holdLatch(h);
            if (leases.takesNothing()) {
                return List.of();
            }
            Instant now = Times.now(clock);
            Map<String, Copy> carried = new HashMap<>();
            copies(h, "copy.lease_until >= :now", now).forEach(copy -> carried.put(copy.target(), copy));
            List<Copy> taken = new ArrayList<>();
            for (Copy copy : dueCopies(h, now)) {
                if (wanted.test(copy) && belongs(copy)) {
                    Optional<Copy> before = Optional.ofNullable(carried.putIfAbsent(copy.target(), copy));
                    before.ifPresentOrElse(other -> giveWay(h, other, copy, now), () -> take(h, copy, now)
                            .ifPresent(taken::add));
                }
            }
            return taken;
        });
        leased.forEach(copy -> leases.hold(copy.lease().orElseThrow()));
        return leased;
    }

    private void giveWay(Handle h, Copy carried, Copy waiting, Instant now) {
        if (carried.lease().isEmpty() || !CopyRows.bringsItsCycle(h, carried)) {
            return;
        }
        if (CopyRows.bringsItsCycle(h, waiting) && !isMuchSmaller(h, waiting, carried)) {
            return;
        }
        String why = "gives way to the backup of job " + waiting.job() + " of " + waiting.plan()
                + ": its own cycle takes longer";
        if (leases.giveWay(carried.lease().get().token(), why)) {
            Event.append(h, now, carried, carried.state(), why);
        }
    }

    /**
     * By so much that it is before the other in its turn, too, or the two would give way to each other for ever. Where one
     * of the sizes is unknown nobody gives way.
     */
    private static boolean isMuchSmaller(Handle h, Copy waiting, Copy carried) {
        long size = CopyRows.cycleSize(h, waiting);
        return size > 0 && size <= CopyRows.cycleSize(h, carried) / MUCH;
    }

    /** Makes what waits for a target due at once, since it evidently answers, and takes what is first in turn. */
    Optional<Copy> takeNext(String target) {
        catalogue.useTransaction(h -> h.createUpdate("UPDATE copy SET due = :now WHERE target = :target"
                        + " AND state = 'WAITING' AND lease_token IS NULL AND due > :now")
                .bind("now", Times.now(clock))
                .bind("target", target)
                .execute());
        return takeCopies(copy -> copy.target().equals(target)).stream().findFirst();
    }

    /** How many captures are under way on this node; after {@link Leases#holdBack} the number only falls. */
    long capturing() {
        return underWay("job WHERE backup IS NULL AND state IN ('CREATED', 'RUNNING', 'ABORTING') AND ");
    }

    /** How many copies are under way on this node. */
    long carrying() {
        return underWay("copy WHERE ");
    }

    /** Under the latch, so that whoever was about to take something has taken it or takes nothing. */
    private long underWay(String what) {
        return catalogue.inTransaction(h -> {
            Catalogue.holdLatch(h);
            return h.createQuery("SELECT COUNT(*) FROM " + what + "lease_node = :node AND lease_until >= :now")
                    .bind("node", leases.node())
                    .bind("now", Times.now(clock))
                    .mapTo(Long.class)
                    .one();
        });
    }

    private static List<Copy> dueCopies(Handle h, Instant now) {
        return copies(
                h,
                "job.state <> 'ABORTING' AND ((copy.state = 'WAITING' AND copy.lease_token IS NULL AND copy.due <= :now)"
                        + " OR (copy.state IN ('WAITING', 'SENDING', 'LISTED') AND copy.lease_until < :now))",
                now);
    }

    private static List<Copy> copies(Handle h, String condition, Instant now) {
        return h.createQuery(CopyRows.SELECT + "WHERE " + condition + CopyRows.IN_TURN)
                .bind("now", now)
                .mapTo(Copy.class)
                .list();
    }

    private boolean belongs(Copy copy) {
        Plan plan = plans.get(copy.plan());
        return plan != null && plan.targets().contains(copy.target());
    }

    private Optional<Copy> take(Handle h, Copy copy, Instant now) {
        JobRows.lock(h, copy.job());
        if (!CopyRows.get(h, copy.id()).equals(copy)) {
            return Optional.empty();
        }
        CopyRows.lease(h, copy.id(), leases.draw(now));
        copy.lease().ifPresent(lost -> Event.append(h, now, copy, CopyState.WAITING, takenOver(lost)));
        return Optional.of(CopyRows.get(h, copy.id()));
    }
}
