package org.caravana.job;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.caravana.plan.CyclePeriod;
import org.caravana.plan.CycleSpan;
import org.caravana.plan.Plan;
import org.jdbi.v3.core.Handle;

/**
 * Which cycle a new job belongs to.
 *
 * <p>Until a new cycle's first backup is verified on every target, the nights in between go on in the old one, so that
 * a thin line never leaves a night without an off-site copy; for at most 14 days, then people are told ({@link
 * LateCycles}), and never longer than four weeks after the old one's calendar end. A disk that is away is not waited for,
 * and what was verified once and is being healed counts as verified.
 */
final class Cycles {
    static final Duration LONGEST_WAIT = CyclePeriod.LONGEST_OVERLAP;

    String of(Handle h, Plan plan, Instant scheduled) {
        String cycle = plan.cycle().nameOf(scheduled, plan.schedule().zone());
        boolean waits = opening(h, plan.name(), cycle)
                .filter(first -> !first.plus(LONGEST_WAIT).isBefore(scheduled))
                .isPresent();
        return waits ? before(h, plan, cycle, scheduled).orElse(cycle) : cycle;
    }

    /** When the cycle was begun, if none of its backups is verified everywhere yet. */
    private static Optional<Instant> opening(Handle h, String plan, String cycle) {
        record Member(Instant scheduled, boolean done) {}
        List<Member> members = h.createQuery("SELECT scheduled, backup IS NOT NULL AND NOT EXISTS (SELECT 1 FROM copy"
                        + " WHERE copy.job = job.id AND copy.state <> 'VERIFIED' AND copy.verified_at IS NULL"
                        + " AND NOT copy.away) AS done FROM job"
                        + " WHERE plan = :plan AND cycle = :cycle"
                        + " AND (backup IS NOT NULL OR state IN ('CREATED', 'RUNNING')) ORDER BY scheduled")
                .bind("plan", plan)
                .bind("cycle", cycle)
                .map((row, context) -> new Member(Times.get(row, "scheduled"), row.getBoolean("done")))
                .list();
        return members.stream().anyMatch(Member::done)
                ? Optional.empty()
                : members.stream().map(Member::scheduled).findFirst();
    }

    /**
     * The cycle that was used last and may still be, one that is whole everywhere before any other. Long after its calendar
     * end a cycle takes no more nights: its objects are not locked that long at the targets.
     */
    private static Optional<String> before(Handle h, Plan plan, String cycle, Instant scheduled) {
        List<String> usable = earlier(h, plan.name(), cycle, scheduled).stream()
                .filter(name -> CycleSpan.of(name)
                        .filter(span -> !span.lastNight(plan.schedule().zone()).isBefore(scheduled))
                        .isPresent())
                .toList();
        return usable.stream()
                .filter(name -> opening(h, plan.name(), name).isEmpty())
                .findFirst()
                .or(() -> usable.stream().findFirst());
    }

    private static List<String> earlier(Handle h, String plan, String cycle, Instant scheduled) {
        return h.createQuery("SELECT cycle FROM job WHERE plan = :plan AND cycle <> :cycle AND backup IS NOT NULL"
                        + " AND scheduled < :scheduled GROUP BY cycle ORDER BY MAX(scheduled) DESC")
                .bind("plan", plan)
                .bind("cycle", cycle)
                .bind("scheduled", scheduled)
                .mapTo(String.class)
                .list();
    }
}
