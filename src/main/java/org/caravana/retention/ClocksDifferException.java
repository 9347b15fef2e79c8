package org.caravana.retention;

import java.time.Duration;
import org.caravana.CaravanaException;

/** A target's clock is not where ours is: by one of the two every cycle may be old. */
final class ClocksDifferException extends CaravanaException {
    private static final long serialVersionUID = 1L;

    ClocksDifferException(String target, Duration ahead) {
        super(
                "the clock of " + target + " " + ClockComparison.words(ahead)
                        + "; no old cycle is discarded there while they differ by more than an hour",
                "see which of the two is wrong and set it, on this machine with timedatectl; caravana check compares them;"
                        + " this is told once");
    }
}
