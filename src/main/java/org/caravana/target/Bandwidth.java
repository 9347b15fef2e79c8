package org.caravana.target;

import java.io.InterruptedIOException;
import java.util.function.LongSupplier;

/**
 * A cap on the bytes a second that all transfers to a target may use together, in one direction. Thread-safe.
 *
 * <p>Each taker moves the time at which the line is free again by what it takes, and waits until it is its turn (the
 * generic cell rate algorithm, ITU-T I.371). What was not used is kept for a tenth of a second at most.
 */
final class Bandwidth {
    private static final long SECOND = 1_000_000_000L;
    private static final long KEPT = SECOND / 10;

    private final LongSupplier rate;
    private final LongSupplier nanoTime;
    private final Pause pause;
    private long free;

    /**
     * @param rate bytes a second, asked for at each call; 0: no cap
     * @param nanoTime as {@link System#nanoTime}
     */
    Bandwidth(LongSupplier rate, LongSupplier nanoTime, Pause pause) {
        this.rate = rate;
        this.nanoTime = nanoTime;
        this.pause = pause;
        this.free = nanoTime.getAsLong();
    }

    /** Waits. */
    @FunctionalInterface
    interface Pause {
        void nanos(long nanos) throws InterruptedIOException;
    }

    /** Takes a share of the line, and returns when it may be used. */
    void take(long bytes) throws InterruptedIOException {
        long wait = reserve(bytes);
        if (wait > 0) {
            pause.nanos(wait);
        }
    }

    private synchronized long reserve(long bytes) {
        long now = nanoTime.getAsLong();
        long perSecond = rate.getAsLong();
        if (perSecond <= 0) {
            free = now;
            return 0;
        }
        if (now - free > KEPT) {
            free = now - KEPT;
        }
        free += (long) ((double) bytes * SECOND / perSecond);
        return free - now;
    }
}
