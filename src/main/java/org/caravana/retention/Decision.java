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
}
