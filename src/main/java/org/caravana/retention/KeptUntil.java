package org.caravana.retention;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.caravana.plan.CycleSpan;
import org.caravana.plan.Plan;

/** Until when a cycle's objects are wanted for certain: what a target that can lock objects locks them until. */
public final class KeptUntil {
    private KeptUntil() {}

    /**
     * {@code keep} after the last night that can go into the cycle was captured, or after now if that is later: a cycle's
     * first pack is needed by its last backup, and nothing locks it anew then. With {@code keep-cycles} not before so many
     * further cycles have passed. Where all cycles are kept the lock ends all the same: no lock is for ever.
     *
     * @return empty if that is no cycle's name
     */
    public static Optional<Instant> of(Plan plan, String cycle, Instant now) {
        ZoneId zone = plan.schedule().zone();
        return CycleSpan.of(cycle).map(span -> {
            Instant captured = span.lastNight(zone).plus(plan.completionWindow());
            Instant kept = later(captured, now).plus(plan.keep());
            boolean counted = plan.keepCycles() > 0 && plan.keepCycles() < Integer.MAX_VALUE;
            return counted ? later(kept, span.end(plan.keepCycles(), zone)) : kept;
        });
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }
}
