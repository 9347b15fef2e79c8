package org.caravana.retention;

/**
 * Whether a cycle may go.
 *
 * @param discard whether it may
 * @param why the reason, for people
 */
public record Decision(HeldCycle cycle, boolean discard, String why) {

    static Decision keep(HeldCycle cycle, String why) {
        return new Decision(cycle, false, why);
    }

    /** The same at a place that lets us delete nothing. */
    Decision refused() {
        return discard
                ? new Decision(
                        cycle, true, why + "; our credentials may not delete there, so a rule there has to do it")
                : this;
    }
}
