package org.caravana;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Notices that the wall clock was set, or that the machine slept, by comparing it to a clock that nobody sets. */
final class ClockJumps {
    private static final Logger LOG = LoggerFactory.getLogger(ClockJumps.class);
    private static final Duration WORTH_TELLING = Duration.ofSeconds(30);

    private final Clock clock;
    private final LongSupplier nanos;
    private Instant wall;
    private long steady;

    /** @param nanos {@code System::nanoTime} */
    ClockJumps(Clock clock, LongSupplier nanos) {
        this.clock = clock;
        this.nanos = nanos;
        this.wall = clock.instant();
        this.steady = nanos.getAsLong();
    }

    /** Whether it jumped since it was asked last. */
    boolean jumped() {
        Instant now = clock.instant();
        long ticks = nanos.getAsLong();
        Duration jump = Duration.between(wall, now).minusNanos(ticks - steady);
        wall = now;
        steady = ticks;
        if (jump.abs().compareTo(WORTH_TELLING) < 0) {
            return false;
        }
        LOG.warn("the clock jumped by {} s to {}; missed firings are looked for", jump.toSeconds(), now);
        return true;
    }
}
