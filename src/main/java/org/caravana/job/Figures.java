package org.caravana.job;

import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What notices and metrics ask of the catalogue; it only reads. Thread-safe. */
public final class Figures {
    private final Catalogue catalogue;

    public Figures(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** How many jobs are in each state; every state is there. */
    public Map<JobState, Long> jobs() {
        Map<JobState, Long> counts = new EnumMap<>(JobState.class);
        for (JobState state : JobState.values()) {
            counts.put(state, 0L);
        }
        catalogue.useTransaction(h -> h.createQuery("SELECT state, COUNT(*) AS jobs FROM job GROUP BY state")
                .map((row, context) -> counts.put(JobState.valueOf(row.getString("state")), row.getLong("jobs")))
                .list());
        return counts;
    }

    /** When the plan's last COMPLETED job ended. */
    public Optional<Instant> lastCompleted(String plan) {
        return catalogue.inTransaction(h -> h.createQuery("SELECT ended_at FROM job WHERE plan = :plan"
                        + " AND state = 'COMPLETED' ORDER BY ended_at DESC FETCH FIRST 1 ROW ONLY")
                .bind("plan", plan)
                .map((row, context) -> Times.get(row, "ended_at"))
                .findOne());
    }

    /** How many copies each target still lacks; targets that lack none are left out. */
    public Map<String, Long> copiesWaiting() {
        Map<String, Long> counts = new TreeMap<>();
        catalogue.useTransaction(h -> h.createQuery("SELECT target, COUNT(*) AS copies FROM copy"
                        + " WHERE state NOT IN ('VERIFIED', 'DISCARDED') GROUP BY target")
                .map((row, context) -> counts.put(row.getString("target"), row.getLong("copies")))
                .list());
        return counts;
    }

    /** The id of the newest backup with all that the plan promises whose copy at the target is VERIFIED. */
    public Optional<String> newestWhole(String plan, String target) {
        return catalogue.inTransaction(h -> h.createQuery("SELECT job.backup FROM copy JOIN job ON job.id = copy.job"
                        + " WHERE job.plan = :plan AND copy.target = :target AND copy.state = 'VERIFIED'"
                        + " AND job.complete ORDER BY job.backup DESC FETCH FIRST 1 ROW ONLY")
                .bind("plan", plan)
                .bind("target", target)
                .mapTo(String.class)
                .findOne());
    }

    /** The captured job of the same plan that came before, newest by its backup. */
    public Optional<Job> before(Job job) {
        return catalogue.inTransaction(h -> h.createQuery("SELECT * FROM job WHERE plan = :plan AND id <> :id"
                        + " AND backup < :backup ORDER BY backup DESC FETCH FIRST 1 ROW ONLY")
                .bind("plan", job.plan())
                .bind("id", job.id())
                .bind("backup", job.backup().orElse(""))
                .mapTo(Job.class)
                .findOne());
    }

    /** Bytes that were sent for a job's copies, over all targets. */
    public long sentBytes(long job) {
        return catalogue.inTransaction(h -> h.createQuery("SELECT COALESCE(SUM(bytes), 0) FROM copy WHERE job = :job")
                .bind("job", job)
                .mapTo(Long.class)
                .one());
    }

    /** Ids of a cycle's backups whose capture was committed. */
    public Set<String> captured(String plan, String cycle) {
        return catalogue.inTransaction(h -> h.createQuery(
                        "SELECT backup FROM job WHERE plan = :plan AND cycle = :cycle AND backup IS NOT NULL")
                .bind("plan", plan)
                .bind("cycle", cycle)
                .mapTo(String.class)
                .set());
    }

    /** Ids of a cycle's backups whose copy at the target is VERIFIED. */
    public Set<String> verified(String plan, String cycle, String target) {
        return catalogue.inTransaction(h -> h.createQuery("SELECT job.backup FROM copy JOIN job ON job.id = copy.job"
                        + " WHERE job.plan = :plan AND job.cycle = :cycle AND copy.target = :target"
                        + " AND copy.state = 'VERIFIED'")
                .bind("plan", plan)
                .bind("cycle", cycle)
                .bind("target", target)
                .mapTo(String.class)
                .set());
    }

    /**
     * Whether a job of the cycle has not ended yet, or a copy of it is still to be made. What waits for a disk that is
     * away does not count: it may stay away for good.
     */
    public boolean busy(String plan, String cycle) {
        return catalogue.inTransaction(h -> h.createQuery("SELECT COUNT(*) FROM job WHERE plan = :plan"
                                + " AND cycle = :cycle AND (state IN ('CREATED', 'RUNNING', 'ABORTING')"
                                + " OR EXISTS (SELECT 1 FROM copy WHERE copy.job = job.id"
                                + " AND copy.state IN ('WAITING', 'SENDING', 'LISTED') AND NOT copy.away))")
                        .bind("plan", plan)
                        .bind("cycle", cycle)
                        .mapTo(Long.class)
                        .one()
                > 0);
    }
}
