package org.caravana.target;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether a server is worth asking for SHA-256s by the command that every Linux has, when nobody said that it answers: one
 * that gave no answer is not asked again for a day, since each question costs round trips, and a server may end the whole
 * connection at a question that it does not like. Thread-safe.
 */
final class HashAnswers {
    private static final Logger LOG = LoggerFactory.getLogger(HashAnswers.class);

    /** One that was only slow once would else cost its line's way back for as long as the service lives. */
    static final Duration REST = Duration.ofDays(1);

    private final LongSupplier nanoTime;
    private boolean silent;
    private long since;
    private boolean cut;
    private long cutAt;

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

    /** Now, as {@link #broke} wants to know when a connection was made. */
    long now() {
        return nanoTime.getAsLong();
    }

    synchronized void answered() {
        cut = false;
    }

    /** A question remained without the answer, over a connection that is still there. */
    synchronized void unanswered(String host) {
        if (!silent) {
            silent = true;
            since = now();
            LOG.info("{} computes no SHA-256 for this account, so what is sent there is read back", host);
        }
    }

    /**
     * A connection broke before it had an answer, which it may have done by itself: only one that was made after another
     * broke is taken for the server's way to say no. A line that breaks takes all its connections with it.
     *
     * @param made when the connection was made, by {@link #now}
     */
    synchronized void broke(String host, long made) {
        if (!cut) {
            cut = true;
            cutAt = now();
        } else if (made - cutAt > 0) {
            unanswered(host);
        }
    }
}
