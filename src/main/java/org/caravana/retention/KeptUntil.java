package org.caravana.retention;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.caravana.plan.CyclePeriod;
import org.caravana.plan.Plan;

/** Until when a cycle's objects are wanted for certain: what a target that can lock objects locks them until. */
public final class KeptUntil {
    private KeptUntil() {}

    /**
     * The cycle's end and the days for which nights may go on in it, or now if that is later, and {@code keep} after it, so
     * that an object is locked as long as the last backup that needs it is kept; with {@code keep-cycles} not before so many
     * cycles have passed. Where all cycles are kept the lock ends all the same: no lock is for ever.
     *
     * @return empty if that is no cycle's name
     */
    public static Optional<Instant> of(Plan plan, String cycle, Instant now) {
        ZoneId zone = plan.schedule().zone();
        return CycleSpan.of(cycle).map(span -> {
            LocalDate next = span.last().plusDays(1);
            Instant end = next.atStartOfDay(zone).toInstant().plus(CyclePeriod.LONGEST_OVERLAP);
            Instant kept = (end.isAfter(now) ? end : now).plus(plan.keep());
            if (plan.keepCycles() == 0 || plan.keepCycles() == Integer.MAX_VALUE) {
                return kept;
            }
            long days = ChronoUnit.DAYS.between(span.first(), next) * plan.keepCycles();
            Instant cycles = next.plusDays(days).atStartOfDay(zone).toInstant();
            return cycles.isAfter(kept) ? cycles : kept;
        });
    }
}
