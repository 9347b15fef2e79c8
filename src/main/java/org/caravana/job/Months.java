package org.caravana.job;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** What the report on a month asks of the catalogue; it only reads. Spans are from a time up to, not including, another. */
public final class Months {
    private final Catalogue catalogue;

    public Months(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** @param backup its id; @param plain bytes of its sources; @param stored bytes that were new in packs */
    public record Captured(String backup, long plain, long stored) {}

    /** How many copies were verified at a target, and how far. */
    public record Verified(String target, VerificationLevel level, long copies) {}

    /** A cycle that is gone from a place. */
    public record Gone(String cycle, String place, Instant at) {}

    /** The ids of the oldest and the newest backup at a place. */
    public record Span(String oldest, String newest) {}

    /** The plan's jobs that were meant for a time in the span, oldest first. */
    public List<Job> jobs(String plan, Instant from, Instant to) {
        return read(
                "SELECT * FROM job WHERE plan = :plan AND scheduled >= :from AND scheduled < :to ORDER BY scheduled, id",
                plan,
                from,
                to,
                query -> query.mapTo(Job.class).list());
    }

    /** What the plan's jobs of the span captured, oldest first; those whose sizes nobody kept are left out. */
    public List<Captured> captured(String plan, Instant from, Instant to) {
        return read(
                "SELECT job.backup, SUM(plain) AS plain, SUM(stored) AS stored"
                        + " FROM job JOIN source_size ON source_size.job = job.id"
                        + " WHERE plan = :plan AND scheduled >= :from AND scheduled < :to"
                        + " GROUP BY job.backup ORDER BY job.backup",
                plan,
                from,
                to,
                query -> query.map((row, context) ->
                                new Captured(row.getString("backup"), row.getLong("plain"), row.getLong("stored")))
                        .list());
    }

    /** Bytes that travelled for the plan's jobs of the span, over all targets. */
    public long sent(String plan, Instant from, Instant to) {
        return read(
                "SELECT COALESCE(SUM(copy.bytes), 0) FROM copy JOIN job ON job.id = copy.job"
                        + " WHERE plan = :plan AND scheduled >= :from AND scheduled < :to",
                plan,
                from,
                to,
                query -> query.mapTo(Long.class).one());
    }

    /** The copies that were verified in the span. */
    public List<Verified> verified(String plan, Instant from, Instant to) {
        return read(
                "SELECT target, level, COUNT(*) AS copies FROM copy JOIN job ON job.id = copy.job"
                        + " WHERE plan = :plan AND verified_at >= :from AND verified_at < :to"
                        + " GROUP BY target, level ORDER BY target, level",
                plan,
                from,
                to,
                query -> query.map((row, context) -> new Verified(
                                row.getString("target"),
                                VerificationLevel.valueOf(row.getString("level")),
                                row.getLong("copies")))
                        .list());
    }

    /** The cycles that were discarded in the span. */
    public List<Gone> gone(String plan, Instant from, Instant to) {
        return read(
                "SELECT cycle, place, at FROM discard WHERE plan = :plan AND at >= :from AND at < :to ORDER BY at, id",
                plan,
                from,
                to,
                query -> query.map((row, context) ->
                                new Gone(row.getString("cycle"), row.getString("place"), Times.get(row, "at")))
                        .list());
    }

    private <T> T read(
            String sql, String plan, Instant from, Instant to, java.util.function.Function<Query, T> result) {
        return catalogue.inTransaction(h -> result.apply(
                h.createQuery(sql).bind("plan", plan).bind("from", from).bind("to", to)));
    }

    /** The plan's backups whose copy at the target is VERIFIED now. */
    public Optional<Span> restorable(String plan, String target) {
        return catalogue.inTransaction(
                h -> h.createQuery("SELECT MIN(job.backup) AS oldest, MAX(job.backup) AS newest FROM copy"
                                + " JOIN job ON job.id = copy.job WHERE job.plan = :plan AND copy.target = :target"
                                + " AND copy.state = 'VERIFIED'")
                        .bind("plan", plan)
                        .bind("target", target)
                        .map((row, context) -> new Span(row.getString("oldest"), row.getString("newest")))
                        .findOne()
                        .filter(span -> span.oldest() != null));
    }

    /** How many of the plan's copies a target lacks now. */
    public long lacking(String plan, String target) {
        return catalogue.inTransaction(h -> h.createQuery("SELECT COUNT(*) FROM copy JOIN job ON job.id = copy.job"
                        + " WHERE job.plan = :plan AND copy.target = :target"
                        + " AND copy.state NOT IN ('VERIFIED', 'DISCARDED')")
                .bind("plan", plan)
                .bind("target", target)
                .mapTo(Long.class)
                .one());
    }

    /** Whether any job was meant for an earlier time, so that there is something to tell. */
    static boolean anyBefore(Handle h, Instant time) {
        return h.createQuery("SELECT COUNT(*) FROM job WHERE scheduled < :time")
                        .bind("time", time)
                        .mapTo(Long.class)
                        .one()
                > 0;
    }
}
