package org.caravana.job;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** A person ends a job before its time. */
final class Cancellation {
    private final Catalogue catalogue;
    private final Clock clock;
    private final Leases leases;
    private final Endings endings;

    Cancellation(Catalogue catalogue, Clock clock, Leases leases, Endings endings) {
        this.catalogue = catalogue;
        this.clock = clock;
        this.leases = leases;
        this.endings = endings;
    }

    Job cancel(long id, String by) {
        Job before = catalogue.inTransaction(h -> abort(h, JobRows.lock(h, id), by));
        before.lease().ifPresent(lease -> leases.stop(lease.token(), "cancelled by " + by));
        return catalogue.inTransaction(h -> {
            stopCopies(CopyRows.ofJob(h, id), by);
            return JobRows.find(h, id).orElseThrow();
        });
    }

    private Job abort(Handle h, Job job, String by) {
        if (job.state().isFinal()) {
            throw new WrongStateException("job " + job.id(), job.state(), "cancelled");
        }
        if (job.state() != JobState.ABORTING) {
            Instant now = Times.now(clock);
            h.createUpdate("UPDATE job SET state = 'ABORTING', due = NULL, reason = :reason WHERE id = :id")
                    .bind("id", job.id())
                    .bind("reason", FailureText.fitting("cancelled by " + by))
                    .execute();
            Event.append(h, now, job.id(), JobState.ABORTING, "cancelled by " + by);
            CopyRows.ofJob(h, job.id()).stream()
                    .filter(copy ->
                            copy.state() == CopyState.WAITING && copy.lease().isEmpty())
                    .forEach(copy -> endings.discard(h, copy));
        }
        endings.endAborting(h, JobRows.lock(h, job.id()));
        return job;
    }

    private void stopCopies(List<Copy> copies, String by) {
        copies.forEach(copy -> copy.lease().ifPresent(lease -> leases.stop(lease.token(), "cancelled by " + by)));
    }
}
