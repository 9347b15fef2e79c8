package org.caravana.plan;

import java.time.Duration;
import java.util.Optional;

/**
 * What the shell runs around a plan's captures.
 *
 * @param before freezes or prepares the sources, or says no
 * @param after releases them, whatever became of the capture
 * @param onFailure when a job ended FAILED, EXPIRED or PARTIAL
 * @param timeout how long one of them may take
 */
public record Commands(Optional<String> before, Optional<String> after, Optional<String> onFailure, Duration timeout) {
    public static final Commands NONE =
            new Commands(Optional.empty(), Optional.empty(), Optional.empty(), Duration.ZERO);
}
