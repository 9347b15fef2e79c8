package org.caravana.job;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * Something that people are to be told, kept until it was sent or given up.
 *
 * @param id the catalogue's number
 * @param kind what it tells
 * @param plan the plan's name; empty if it is about the whole installation
 * @param scheduled the time that the job is or was meant for
 * @param job the job's number; empty for an announcement
 * @param messageId its Message-ID with angle brackets, the same however often it is sent
 * @param created when it was written down
 * @param attempts how often sending failed
 * @param said what it says that stands nowhere else
 */
public record Notice(
        long id,
        NoticeKind kind,
        String plan,
        Instant scheduled,
        Optional<Long> job,
        String messageId,
        Instant created,
        int attempts,
        Optional<String> said) {

    static Notice map(ResultSet row, StatementContext context) throws SQLException {
        return new Notice(
                row.getLong("id"),
                NoticeKind.valueOf(row.getString("kind")),
                row.getString("plan"),
                Times.get(row, "scheduled"),
                Optional.ofNullable(row.getObject("job", Long.class)),
                row.getString("message_id"),
                Times.get(row, "created"),
                row.getInt("attempts"),
                Optional.ofNullable(row.getString("said")));
    }

    static String messageId(NoticeKind kind, String plan, Instant scheduled, String domain) {
        String time = scheduled.toString().replaceAll("[-:]", "");
        String about = plan.isEmpty() ? "" : "." + plan;
        return "<" + kind.name().toLowerCase(Locale.ROOT) + about + "." + time + "@" + domain + ">";
    }

    /** The first millisecond from then on of which there is no such notice yet. */
    static Instant freeTime(Handle h, Instant from, NoticeKind kind, String plan, String domain) {
        Instant time = from;
        while (isKnown(h, messageId(kind, plan, time, domain))) {
            time = time.plusMillis(1);
        }
        return time;
    }

    /** Whether there is a notice with that Message-ID, sent or not. */
    static boolean isKnown(Handle h, String messageId) {
        return h.createQuery("SELECT COUNT(*) FROM notice WHERE message_id = :id")
                        .bind("id", messageId)
                        .mapTo(Long.class)
                        .one()
                > 0;
    }

    /** Writes a notice about a job down, to be sent at once. */
    static void insert(Handle h, Instant now, NoticeKind kind, Job job, String domain) {
        insert(h, now, kind, job.plan(), job.scheduled(), Optional.of(job.id()), Optional.empty(), domain);
    }

    static void insert(
            Handle h,
            Instant now,
            NoticeKind kind,
            String plan,
            Instant scheduled,
            Optional<Long> job,
            Optional<String> said,
            String domain) {
        h.createUpdate("INSERT INTO notice (kind, plan, scheduled, job, message_id, state, created, due, said)"
                        + " VALUES (:kind, :plan, :scheduled, :job, :messageId, 'WAITING', :now, :now, :said)")
                .bind("kind", kind.name())
                .bind("plan", plan)
                .bind("scheduled", scheduled)
                .bind("job", job.orElse(null))
                .bind("said", said.map(FailureText::fitting).orElse(null))
                .bind("messageId", messageId(kind, plan, scheduled, domain))
                .bind("now", now)
                .execute();
    }
}
