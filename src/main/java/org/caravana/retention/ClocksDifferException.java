package org.caravana.retention;

import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.caravana.CaravanaException;

/** Targets' clocks are not where ours is: by one of the two every cycle may be old. */
final class ClocksDifferException extends CaravanaException {
    private static final long serialVersionUID = 1L;

    /** @param ahead by how much each target's clock is ahead of ours */
    ClocksDifferException(Map<String, Duration> ahead) {
        super(
                ahead.entrySet().stream()
                        .map(clock ->
                                "the clock of " + clock.getKey() + " " + ClockComparison.words(clock.getValue()) + "; ")
                        .collect(Collectors.joining(
                                "", "", "no old cycle is discarded there while they differ by more" + " than an hour")),
                "see which of the two is wrong and set it, on this machine with timedatectl; caravana check compares them;"
                        + " this is told once");
    }
}
