package org.caravana.job;

import java.time.Instant;
import java.util.Optional;

/**
 * One attempt to carry out a plan, as it stood when it was read from the catalogue.
 *
 * @param id the catalogue's number
 * @param plan the plan's name
 * @param scheduled the time it was meant for; unique with the plan
 * @param origin what made it
 * @param state its state
 * @param reason why it is in that state, where the state does not say it, for example {@code START_WINDOW}
 * @param startBy the end of its start window
 * @param completeBy the end of its completion window
 * @param due when it is to be taken up next; empty while it is nobody's turn or everything is in its copies' hands
 * @param attempts how often its start or capture was tried
 * @param cycle the cycle's name, fixed when the job was inserted
 * @param backup the backup's id; empty until its capture was committed
 * @param lease who works on it; empty if nobody does
 * @param startedAt when it became RUNNING
 * @param endedAt when it reached a final state
 */
public record Job(
        long id,
        String plan,
        Instant scheduled,
        Origin origin,
        JobState state,
        Optional<String> reason,
        Instant startBy,
        Instant completeBy,
        Optional<Instant> due,
        int attempts,
        String cycle,
        Optional<String> backup,
        Optional<Lease> lease,
        Optional<Instant> startedAt,
        Optional<Instant> endedAt) {

    /** What made a job. */
    public enum Origin {
        /** The plan's timer. */
        SCHEDULE,
        /** A person or a program, now. */
        REQUEST,
        /** A firing that was missed while the service was down. */
        MISSED,
        /** A backup that was brought back from a target, into a catalogue that did not know it. */
        ADOPTED,
        /** A file that appeared in the plan's watched folder. */
        FILE
    }

    /** Whether its capture was committed, so that only copies are left to do. */
    public boolean captured() {
        return backup.isPresent();
    }
}
