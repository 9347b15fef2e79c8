package org.caravana.job;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** Rows of the table {@code job}. */
final class JobRows {
    private JobRows() {}

    static Job map(ResultSet row, StatementContext context) throws SQLException {
        return new Job(
                row.getLong("id"),
                row.getString("plan"),
                Times.get(row, "scheduled"),
                Job.Origin.valueOf(row.getString("origin")),
                JobState.valueOf(row.getString("state")),
                Optional.ofNullable(row.getString("reason")),
                Times.get(row, "start_by"),
                Times.get(row, "complete_by"),
                Times.find(row, "due"),
                row.getInt("attempts"),
                row.getString("cycle"),
                Optional.ofNullable(row.getString("backup")),
                lease(row),
                Times.find(row, "started_at"),
                Times.find(row, "ended_at"));
    }

    static Optional<Lease> lease(ResultSet row) throws SQLException {
        String token = row.getString("lease_token");
        return token == null
                ? Optional.empty()
                : Optional.of(new Lease(row.getString("lease_node"), token, Times.get(row, "lease_until")));
    }

    static Optional<Job> find(Handle h, long id) {
        return h.createQuery("SELECT * FROM job WHERE id = :id")
                .bind("id", id)
                .mapTo(Job.class)
                .findOne();
    }

    /** The job as it is, held against every other change until the transaction ends. */
    static Job lock(Handle h, long id) {
        return h.createQuery("SELECT * FROM job WHERE id = :id FOR UPDATE")
                .bind("id", id)
                .mapTo(Job.class)
                .findOne()
                .orElseThrow(() -> new UnknownJobException(id));
    }

    /** The same, after making sure that the bearer still has the right to change it. */
    static Job lockOwned(Handle h, Job bearer) {
        Job now = lock(h, bearer.id());
        if (bearer.lease().isEmpty() || !sameToken(now.lease(), bearer.lease())) {
            throw new LeaseLostException("job " + bearer.id());
        }
        return now;
    }

    static boolean sameToken(Optional<Lease> one, Optional<Lease> other) {
        return one.map(Lease::token).equals(other.map(Lease::token));
    }

    static void lease(Handle h, long id, Lease lease) {
        h.createUpdate("UPDATE job SET lease_node = :node, lease_token = :token, lease_until = :until WHERE id = :id")
                .bindMethods(lease)
                .bind("id", id)
                .execute();
    }

    /** Nobody works on it any more; it is due at a time. */
    static void dueAgain(Handle h, long id, Instant due, int attempts) {
        h.createUpdate("UPDATE job SET due = :due, attempts = :attempts,"
                        + " lease_node = NULL, lease_token = NULL, lease_until = NULL WHERE id = :id")
                .bind("id", id)
                .bind("due", due)
                .bind("attempts", attempts)
                .execute();
    }

    static List<Job> list(Handle h, Optional<String> plan, int most) {
        return h.createQuery("SELECT * FROM job WHERE plan = :plan OR :all ORDER BY scheduled DESC, id DESC"
                        + " FETCH FIRST :most ROWS ONLY")
                .bind("plan", plan.orElse(""))
                .bind("all", plan.isEmpty())
                .bind("most", most)
                .mapTo(Job.class)
                .list();
    }
}
