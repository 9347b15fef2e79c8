package org.caravana.job;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.caravana.plan.Plan;
import org.caravana.repository.Manifest;
import org.jdbi.v3.core.Handle;

/**
 * Writes the jobs of backups that were brought back from a target into a catalogue that does not know them, so that the
 * next night goes on from there. What the catalogue knows already stays as it is.
 */
public final class AdoptedJobs {
    private final Catalogue catalogue;
    private final Clock clock;

    public AdoptedJobs(Catalogue catalogue, Clock clock) {
        this.catalogue = catalogue;
        this.clock = clock;
    }

    /**
     * One transaction. A job is COMPLETED if everything is known to be where the plan wants it, else PARTIAL: what the
     * plan's other targets hold is not known, and the next carrier there brings them up to date with what is still to
     * be kept.
     *
     * @param target whose objects were all read whole
     * @return how many jobs were written
     */
    public int record(Plan plan, List<Manifest> backups, String target) {
        return catalogue.inTransaction(h -> {
            Catalogue.holdLatch(h);
            return backups.stream()
                    .mapToInt(backup -> isKnown(h, backup) ? 0 : record(h, plan, backup, target))
                    .sum();
        });
    }

    private static boolean isKnown(Handle h, Manifest backup) {
        return h.createQuery("SELECT COUNT(*) FROM job WHERE plan = :plan AND scheduled = :scheduled")
                        .bind("plan", backup.plan())
                        .bind("scheduled", backup.scheduled())
                        .mapTo(Long.class)
                        .one()
                > 0;
    }

    private int record(Handle h, Plan plan, Manifest backup, String target) {
        Instant now = Times.now(clock);
        boolean everywhere = plan.targets().equals(List.of(target));
        JobState state = backup.complete() && everywhere ? JobState.COMPLETED : JobState.PARTIAL;
        String words = "adopted from " + target;
        long id = h.createUpdate(
                        "INSERT INTO job (plan, scheduled, origin, state, reason, start_by, complete_by, cycle,"
                                + " backup, complete, started_at, ended_at) VALUES (:plan, :scheduled, :origin, :state, :reason,"
                                + " :startBy, :completeBy, :cycle, :backup, :complete, :started, :ended)")
                .bind("plan", backup.plan())
                .bind("scheduled", backup.scheduled())
                .bind("origin", Job.Origin.ADOPTED.name())
                .bind("state", state.name())
                .bind("reason", words)
                .bind("startBy", backup.scheduled().plus(plan.startWindow()))
                .bind("completeBy", backup.scheduled().plus(plan.completionWindow()))
                .bind("cycle", backup.cycle())
                .bind("backup", backup.backup())
                .bind("complete", backup.complete())
                .bind("started", backup.started())
                .bind("ended", backup.ended())
                .executeAndReturnGeneratedKeys("id")
                .mapTo(Long.class)
                .one();
        Event.append(h, now, id, state, words);
        boolean wanted = backup.ended().plus(plan.keep()).isAfter(now);
        copies(h, id, wanted ? plan.targets() : List.of(target), target, now);
        return 1;
    }

    private static void copies(Handle h, long job, List<String> targets, String target, Instant now) {
        targets.forEach(each -> CopyRows.insert(h, job, each, now));
        for (Copy copy : CopyRows.ofJob(h, job)) {
            if (copy.target().equals(target)) {
                CopyRows.free(h, copy.id(), CopyState.VERIFIED, Optional.empty(), "read back whole");
                h.createUpdate("UPDATE copy SET level = :level, verified_at = :now WHERE id = :id")
                        .bind("id", copy.id())
                        .bind("level", VerificationLevel.HASHED.name())
                        .bind("now", now)
                        .execute();
            }
        }
    }
}
