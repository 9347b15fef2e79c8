package org.caravana.target;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether a server is worth asking for SHA-256s by the command that every Linux has, when nobody said that it answers: one
 * that gave no answer is not asked again until the process ends, since each question costs round trips, and a server may
 * end the whole connection at a question that it does not like. Thread-safe.
 */
final class HashAnswers {
    private static final Logger LOG = LoggerFactory.getLogger(HashAnswers.class);

    private boolean silent;
    private boolean cut;

    synchronized boolean isAsked() {
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
            LOG.info("{} computes no SHA-256 for this account, so what is sent there is read back", host);
        }
        cut = true;
    }
}
