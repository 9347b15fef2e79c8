package org.caravana.job;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.caravana.plan.BusinessDays;
import org.caravana.plan.Calendar;
import org.caravana.plan.Plan;
import org.caravana.plan.Schedule;
import org.jdbi.v3.core.Handle;

/** Puts jobs into the catalogue: at a firing, on request, and for firings that were missed. */
final class Firings {
    /** A timer may fire a moment early; without this, its slot would be taken for the one before. */
    private static final Duration EARLY = Duration.ofSeconds(1);

    /** A firing this fresh is still the timer's own. */
    private static final Duration FRESH = Duration.ofSeconds(5);

    /** A firing that only this look at the schedule can see is taken up within this time. */
    private static final Duration UNSEEN = Duration.ofMinutes(5);

    private static final int MOST_MISSED = 8;

    private final Catalogue catalogue;
    private final Clock clock;
    private final Cycles cycles;
    private final LateCycles lateCycles;

    Firings(Catalogue catalogue, Clock clock) {
        this.catalogue = catalogue;
        this.clock = clock;
        this.cycles = new Cycles();
        this.lateCycles = new LateCycles(catalogue);
    }

    /** Two timers, or one that fires again after a pause, insert one job. */
    void fire(Plan plan) {
        Instant now = Times.now(clock);
        Optional<Instant> slot = plan.schedule().timer().previous(now.plus(EARLY));
        catalogue.useTransaction(h -> {
            Catalogue.holdLatch(h);
            slot.filter(scheduled -> wanted(h, plan.name(), plan.schedule(), scheduled))
                    .ifPresent(scheduled -> insert(h, plan, scheduled, Job.Origin.SCHEDULE, now));
        });
    }

    /** The next firing as things stand: a calendar's "until done" depends on what is done. */
    Optional<Instant> next(Plan plan, Instant after) {
        return catalogue.inTransaction(h -> {
            Schedule timer = plan.schedule().timer();
            Optional<Instant> slot = timer.next(after);
            while (slot.isPresent() && !wanted(h, plan.name(), plan.schedule(), slot.get())) {
                slot = plan.schedule().next(slot.get());
            }
            return slot;
        });
    }

    /** Whether a job is to be made of a timer's firing: the calendar says so, or the month's backup is not there yet. */
    private static boolean wanted(Handle h, String plan, Schedule schedule, Instant slot) {
        return schedule.firesAt(slot)
                || schedule.calendar().filter(Calendar::untilDone).isPresent()
                        && schedule.previous(slot)
                                .filter(first -> !doneOrUnderWay(h, plan, first, slot))
                                .isPresent();
    }

    private static boolean doneOrUnderWay(Handle h, String plan, Instant from, Instant before) {
        return h.createQuery(
                                "SELECT COUNT(*) FROM job WHERE plan = :plan AND scheduled >= :from"
                                        + " AND scheduled < :before AND state IN ('COMPLETED', 'CREATED', 'RUNNING', 'ABORTING')")
                        .bind("plan", plan)
                        .bind("from", from)
                        .bind("before", before)
                        .mapTo(Long.class)
                        .one()
                > 0;
    }

    /** The name of the cycle that a backup of the plan would go into now. */
    String cycle(Plan plan) {
        return catalogue.inTransaction(h -> cycles.of(h, plan, clock.instant()));
    }

    /** @param remark what its events are to say besides */
    Job request(Plan plan, List<String> remarks) {
        return catalogue.inTransaction(h -> {
            Catalogue.holdLatch(h);
            Job job = insertNow(h, plan, Job.Origin.REQUEST);
            remarks.forEach(words -> Event.append(h, Times.now(clock), job.id(), job.state(), words));
            return job;
        });
    }

    private Job insertNow(Handle h, Plan plan, Job.Origin origin) {
        Instant now = Times.now(clock);
        Instant scheduled = now;
        while (exists(h, plan, scheduled)) {
            scheduled = scheduled.plusMillis(1);
        }
        return insert(h, plan, scheduled, origin, now).orElseThrow();
    }

    /** What was seen is written to a job's events, so that a later life of the service knows it. @param file with its state */
    void appeared(Plan plan, String file) {
        String words = FailureText.fitting("file " + file);
        catalogue.useTransaction(h -> {
            Catalogue.holdLatch(h);
            if (!told(h, plan, words)) {
                Job job = untaken(h, plan).orElseGet(() -> insertNow(h, plan, Job.Origin.FILE));
                Event.append(h, Times.now(clock), job.id(), job.state(), words);
            }
        });
    }

    private static boolean told(Handle h, Plan plan, String words) {
        return h.createQuery("SELECT COUNT(*) FROM event JOIN job ON job.id = event.job"
                                + " WHERE job.plan = :plan AND event.message = :words")
                        .bind("plan", plan.name())
                        .bind("words", words)
                        .mapTo(Long.class)
                        .one()
                > 0;
    }

    /** A job that has still all of its capture before it, and its start window open. */
    private Optional<Job> untaken(Handle h, Plan plan) {
        return h.createQuery("SELECT * FROM job WHERE plan = :plan AND state = 'CREATED' AND lease_token IS NULL"
                        + " AND start_by > :now ORDER BY scheduled FETCH FIRST 1 ROW ONLY")
                .bind("plan", plan.name())
                .bind("now", Times.now(clock))
                .mapTo(Job.class)
                .findOne();
    }

    /**
     * Makes up for firings that nobody saw: the newest becomes a job if its start window is still open, older ones are
     * EXPIRED, at most the last seven. A plan that is seen for the first time has missed nothing.
     *
     * @return the EXPIRED ones
     */
    List<Job> missed(Plan plan, Endings endings) {
        return catalogue.inTransaction(h -> {
            Catalogue.holdLatch(h);
            Instant now = Times.now(clock);
            Instant until = now.minus(FRESH);
            List<Job> expired = new ArrayList<>();
            for (Instant slot : slots(h, plan, until)) {
                insert(h, plan, slot, origin(plan.schedule(), slot, now), now)
                        .filter(job -> job.startBy().isBefore(now))
                        .map(job -> endings.end(
                                h,
                                job,
                                JobState.EXPIRED,
                                "START_WINDOW",
                                "the firing was missed: the service was not running"))
                        .ifPresent(expired::add);
            }
            consider(h, plan, until);
            return expired;
        });
    }

    /** A timer that goes by the clock does not see a firing whose hour the clocks skip; nobody missed that one. */
    private static Job.Origin origin(Schedule schedule, Instant slot, Instant now) {
        boolean fresh = slot.isAfter(now.minus(UNSEEN));
        return fresh && schedule.moved(slot) ? Job.Origin.SCHEDULE : Job.Origin.MISSED;
    }

    /** The firings since the plan was last considered, oldest first, by the schedule that held at that time. */
    private static List<Instant> slots(Handle h, Plan plan, Instant until) {
        record Considered(Schedule schedule, Instant since) {}
        Optional<Considered> last = h.createQuery("SELECT * FROM plan WHERE name = :plan")
                .bind("plan", plan.name())
                .map((row, context) -> new Considered(
                        schedule(row.getString("cron"), ZoneId.of(row.getString("zone")), plan.schedule()),
                        Times.get(row, "considered")))
                .findOne();
        List<Instant> slots = new ArrayList<>();
        if (last.isPresent()) {
            Schedule schedule = last.get().schedule();
            Schedule looked = schedule.calendar().filter(Calendar::untilDone).isPresent() ? schedule.timer() : schedule;
            Optional<Instant> slot = looked.previous(until);
            while (slots.size() < MOST_MISSED
                    && slot.filter(last.get().since()::isBefore).isPresent()) {
                slot.filter(time -> wanted(h, plan.name(), schedule, time)).ifPresent(time -> slots.add(0, time));
                slot = looked.previous(slot.get().minusMillis(1));
            }
        }
        return slots;
    }

    /** The holidays are those of today: only the rule is written down. */
    private static Schedule schedule(String text, ZoneId zone, Schedule now) {
        return text.equals(now.text()) && zone.equals(now.zone())
                ? now
                : Schedule.parse(
                        text,
                        zone,
                        now.calendar()
                                .map(Calendar::business)
                                .orElseGet(() -> BusinessDays.of("MON-SAT", "BR", List.of())));
    }

    private static void consider(Handle h, Plan plan, Instant until) {
        int known = write(
                h, "UPDATE plan SET cron = :cron, zone = :zone, considered = :until WHERE name = :plan", plan, until);
        if (known == 0) {
            write(
                    h,
                    "INSERT INTO plan (name, cron, zone, considered) VALUES (:plan, :cron, :zone, :until)",
                    plan,
                    until);
        }
    }

    private static int write(Handle h, String sql, Plan plan, Instant until) {
        return h.createUpdate(sql)
                .bind("plan", plan.name())
                .bind("cron", plan.schedule().text())
                .bind("zone", plan.schedule().zone().getId())
                .bind("until", until)
                .execute();
    }

    private Optional<Job> insert(Handle h, Plan plan, Instant scheduled, Job.Origin origin, Instant now) {
        if (exists(h, plan, scheduled)) {
            return Optional.empty();
        }
        long id = h.createUpdate("INSERT INTO job (plan, scheduled, origin, state, start_by, complete_by, due, cycle)"
                        + " VALUES (:plan, :scheduled, :origin, 'CREATED', :startBy, :completeBy, :now, :cycle)")
                .bind("plan", plan.name())
                .bind("scheduled", scheduled)
                .bind("origin", origin.name())
                .bind("startBy", scheduled.plus(plan.startWindow()))
                .bind("completeBy", scheduled.plus(plan.completionWindow()))
                .bind("now", now)
                .bind("cycle", cycles.of(h, plan, scheduled))
                .executeAndReturnGeneratedKeys("id")
                .mapTo(Long.class)
                .one();
        Event.append(
                h,
                now,
                id,
                JobState.CREATED,
                switch (origin) {
                    case SCHEDULE -> "created by the schedule for " + scheduled;
                    case REQUEST -> "created on request";
                    case FILE -> "created for a file that appeared";
                    case MISSED -> "created for the missed firing of " + scheduled;
                    case ADOPTED -> throw new IllegalArgumentException("an adopted job does not fire");
                });
        lateCycles.tell(h, plan.name(), scheduled, now);
        return JobRows.find(h, id);
    }

    private static boolean exists(Handle h, Plan plan, Instant scheduled) {
        return h.createQuery("SELECT COUNT(*) FROM job WHERE plan = :plan AND scheduled = :scheduled")
                        .bind("plan", plan.name())
                        .bind("scheduled", scheduled)
                        .mapTo(Long.class)
                        .one()
                > 0;
    }
}
