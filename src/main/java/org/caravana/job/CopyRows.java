package org.caravana.job;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** Rows of the table {@code copy}, with what their job knows of the backup. */
final class CopyRows {
    static final String SELECT = "SELECT copy.*, job.plan, job.cycle, job.backup, job.scheduled"
            + " FROM copy JOIN job ON job.id = copy.job ";
    private static final String NEWEST = "job.scheduled DESC, job.id DESC, copy.id";
    static final String NEWEST_FIRST = " ORDER BY " + NEWEST;

    /** Of a copy and its job: whether the target has a verified backup of that cycle. */
    static final String CYCLE_IS_THERE = "EXISTS (SELECT 1 FROM copy there JOIN job held ON held.id = there.job"
            + " WHERE there.target = copy.target AND there.state = 'VERIFIED'"
            + " AND held.plan = job.plan AND held.cycle = job.cycle)";

    /**
     * Of a job: what its cycle's backups stored in all, bytes; 0 where nobody noted that of one of them, as with adopted
     * ones: the nights after them are no measure of what is to be carried.
     */
    private static final String CYCLE_SIZE = "(SELECT CASE WHEN COUNT(*) > COUNT(noted.stored) THEN 0"
            + " ELSE COALESCE(SUM(noted.stored), 0) END FROM job made LEFT JOIN source_size noted ON noted.job = made.id"
            + " WHERE made.plan = job.plan AND made.cycle = job.cycle AND made.backup IS NOT NULL)";

    private static final String CYCLE_BEGAN =
            "(SELECT MIN(made.scheduled) FROM job made WHERE made.plan = job.plan AND made.cycle = job.cycle)";

    /** More than the largest size has. */
    private static final int UNKNOWN = 32;

    /**
     * Newest first, but after all others what brings a cycle to a target that has nothing of it. Of these the smaller by
     * far first, one of unknown size last; of about one size the older cycle's, since with the newest first none would ever
     * end where new cycles come faster than they travel; and of one cycle the newest again.
     */
    static final String IN_TURN = " ORDER BY CASE WHEN " + CYCLE_IS_THERE + " THEN -1 ELSE COALESCE(FLOOR(LN(NULLIF("
            + CYCLE_SIZE + ", 0)) / LN(4)), " + UNKNOWN + ") END, CASE WHEN NOT " + CYCLE_IS_THERE + " THEN "
            + CYCLE_BEGAN
            + " END, " + NEWEST;

    private CopyRows() {}

    static Copy map(ResultSet row, StatementContext context) throws SQLException {
        return new Copy(
                row.getLong("id"),
                row.getLong("job"),
                row.getString("plan"),
                row.getString("cycle"),
                row.getString("backup"),
                row.getString("target"),
                CopyState.valueOf(row.getString("state")),
                VerificationLevel.valueOf(row.getString("level")),
                row.getInt("sampled"),
                Times.find(row, "due"),
                row.getInt("attempts"),
                Optional.ofNullable(row.getString("message")),
                row.getBoolean("away"),
                JobRows.lease(row));
    }

    static void insert(Handle h, long job, String target, Instant due) {
        h.createUpdate("INSERT INTO copy (job, target, state, level, due) VALUES (:job, :target, :state, :level, :due)")
                .bind("job", job)
                .bind("target", target)
                .bind("state", CopyState.WAITING.name())
                .bind("level", VerificationLevel.NONE.name())
                .bind("due", due)
                .execute();
    }

    static List<Copy> ofJob(Handle h, long job) {
        return h.createQuery(SELECT + "WHERE copy.job = :job ORDER BY copy.id")
                .bind("job", job)
                .mapTo(Copy.class)
                .list();
    }

    /** The copies of a cycle's backups at a target that were not discarded yet. */
    static List<Copy> ofCycle(Handle h, String plan, String cycle, String target) {
        return h.createQuery(SELECT + "WHERE job.plan = :plan AND job.cycle = :cycle AND copy.target = :target"
                        + " AND copy.state <> 'DISCARDED' ORDER BY copy.id")
                .bind("plan", plan)
                .bind("cycle", cycle)
                .bind("target", target)
                .mapTo(Copy.class)
                .list();
    }

    /** The copies of a cycle's backups that wait for a disk that is away, and that nobody works on. */
    static List<Copy> away(Handle h, String plan, String cycle) {
        return h.createQuery(SELECT + "WHERE job.plan = :plan AND job.cycle = :cycle AND copy.away"
                        + " AND copy.state = 'WAITING' AND copy.lease_token IS NULL ORDER BY copy.id")
                .bind("plan", plan)
                .bind("cycle", cycle)
                .mapTo(Copy.class)
                .list();
    }

    /** Whether the target has no verified backup of the copy's cycle yet. */
    static boolean bringsItsCycle(Handle h, Copy copy) {
        return h.createQuery("SELECT COUNT(*) FROM copy JOIN job ON job.id = copy.job WHERE copy.id = :id AND NOT "
                                + CYCLE_IS_THERE)
                        .bind("id", copy.id())
                        .mapTo(Long.class)
                        .one()
                > 0;
    }

    /** What the copy's cycle stored in all, bytes; 0 where nobody knows. */
    static long cycleSize(Handle h, Copy copy) {
        return h.createQuery("SELECT " + CYCLE_SIZE + " FROM job WHERE id = :job")
                .bind("job", copy.job())
                .mapTo(Long.class)
                .one();
    }

    static Copy get(Handle h, long id) {
        return h.createQuery(SELECT + "WHERE copy.id = :id")
                .bind("id", id)
                .mapTo(Copy.class)
                .one();
    }

    /** The copy as it is, with its job held against every other change, after making sure of the bearer's right. */
    static Copy lockOwned(Handle h, Copy bearer) {
        if (bearer.lease().isEmpty()) {
            throw new LeaseLostException("the copy of " + bearer.backupPath() + " to " + bearer.target());
        }
        return lockUnchangedHands(h, bearer);
    }

    /** The same for a bearer that may be one of a copy that nobody works on. */
    static Copy lockUnchangedHands(Handle h, Copy bearer) {
        JobRows.lock(h, bearer.job());
        Copy now = get(h, bearer.id());
        if (!JobRows.sameToken(now.lease(), bearer.lease())) {
            throw new LeaseLostException("the copy of " + bearer.backupPath() + " to " + bearer.target());
        }
        return now;
    }

    static void lease(Handle h, long id, Lease lease) {
        h.createUpdate("UPDATE copy SET state = 'WAITING', lease_node = :node, lease_token = :token,"
                        + " lease_until = :until WHERE id = :id")
                .bindMethods(lease)
                .bind("id", id)
                .execute();
    }

    /** A new state of a copy that nobody works on any more. */
    static void free(Handle h, long id, CopyState state, Optional<Instant> due, String message) {
        h.createUpdate("UPDATE copy SET state = :state, due = :due, message = :message,"
                        + " lease_node = NULL, lease_token = NULL, lease_until = NULL WHERE id = :id")
                .bind("id", id)
                .bind("state", state.name())
                .bind("due", due.orElse(null))
                .bind("message", FailureText.fitting(message))
                .execute();
    }
}
