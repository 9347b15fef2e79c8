package org.caravana.target;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether a server is worth asking for SHA-256s by the command that every Linux has, when nobody said that it answers: one
 * that gave no answer is not asked again until the process ends, since each question costs round trips, and a server may
 * end the whole connection at a question that it does not like. Thread-safe.
 */
final class HashAnswers {
    private static final Logger LOG = LoggerFactory.getLogger(HashAnswers.class);

    /** One that was only slow once would else cost its line's way back for as long as the service lives. */
    static final Duration REST = Duration.ofDays(1);

    private final LongSupplier nanoTime;
    private boolean silent;
    private long since;
    private boolean cut;

    /** @param nanoTime a clock that never goes back, nanoseconds */
    HashAnswers(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    synchronized boolean isAsked() {
        if (silent && nanoTime.getAsLong() - since >= REST.toNanos()) {
            silent = false;
            cut = false;
        }
        return !silent;
    }

    synchronized void answered() {
        cut = false;
    }

    /**
     * A question remained without the answer.
     *
     * @param connected whether the connection is still there; one that broke once may have broken by itself
     */
    synchronized void unanswered(String host, boolean connected) {
        if (silent) {
            return;
        }
        if (connected || cut) {
            silent = true;
            since = nanoTime.getAsLong();
            LOG.info("{} computes no SHA-256 for this account, so what is sent there is read back", host);
        }
        cut = true;
    }
}
