package org.caravana.job;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * Something that happened to a job or to one of its copies; written in the transaction that made it happen.
 *
 * @param job the job's number
 * @param target the copy's target; empty if it is about the job itself
 * @param at when
 * @param state the state afterwards, of the job or the copy
 * @param message what happened, in English, without secrets
 */
public record Event(long job, Optional<String> target, Instant at, String state, String message) {

    static Event map(ResultSet row, StatementContext context) throws SQLException {
        return new Event(
                row.getLong("job"),
                Optional.ofNullable(row.getString("target")),
                Times.get(row, "at"),
                row.getString("state"),
                row.getString("message"));
    }

    static void append(Handle h, Instant at, long job, JobState state, String message) {
        append(h, new Event(job, Optional.empty(), at, state.name(), FailureText.fitting(message)));
    }

    static void append(Handle h, Instant at, Copy copy, CopyState state, String message) {
        append(h, new Event(copy.job(), Optional.of(copy.target()), at, state.name(), FailureText.fitting(message)));
    }

    private static void append(Handle h, Event event) {
        h.createUpdate("INSERT INTO event (job, target, at, state, message)"
                        + " VALUES (:job, :target, :at, :state, :message)")
                .bindMethods(event)
                .execute();
    }

    static List<Event> of(Handle h, long job) {
        return h.createQuery("SELECT * FROM event WHERE job = :job ORDER BY id")
                .bind("job", job)
                .mapTo(Event.class)
                .list();
    }
}
