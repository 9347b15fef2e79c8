package org.caravana.job;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** What an earlier life of this node held when it ended, freed without waiting for its leases to run out. */
final class EarlierLives {
    private static final String WHY = "the service was started again, due at once";

    private final Catalogue catalogue;
    private final Clock clock;
    private final Leases leases;
    private final Endings endings;

    EarlierLives(Catalogue catalogue, Clock clock, Leases leases, Endings endings) {
        this.catalogue = catalogue;
        this.clock = clock;
        this.leases = leases;
        this.endings = endings;
    }

    void free() {
        catalogue.useTransaction(h -> {
            Catalogue.holdLatch(h);
            Instant now = Times.now(clock);
            h
                    .createQuery("SELECT * FROM job WHERE lease_node = :node ORDER BY id FOR UPDATE")
                    .bind("node", leases.node())
                    .mapTo(Job.class)
                    .stream()
                    .filter(job -> isEarlier(job.lease()))
                    .toList()
                    .forEach(job -> free(h, job, now));
            h
                    .createQuery(CopyRows.SELECT + "WHERE copy.lease_node = :node ORDER BY copy.id")
                    .bind("node", leases.node())
                    .mapTo(Copy.class)
                    .stream()
                    .filter(copy -> isEarlier(copy.lease()))
                    .toList()
                    .forEach(copy -> free(h, copy, now));
        });
    }

    private boolean isEarlier(Optional<Lease> lease) {
        return lease.filter(l -> !leases.tokens().contains(l.token())).isPresent();
    }

    private void free(Handle h, Job job, Instant now) {
        JobRows.dueAgain(h, job.id(), now, job.attempts());
        Event.append(h, now, job.id(), job.state(), WHY);
        endings.endAborting(h, JobRows.lock(h, job.id()));
    }

    private void free(Handle h, Copy copy, Instant now) {
        Job job = JobRows.lock(h, copy.job());
        if (!CopyRows.get(h, copy.id()).equals(copy)) {
            return;
        }
        CopyRows.free(h, copy.id(), CopyState.WAITING, Optional.of(now), WHY);
        Event.append(h, now, copy, CopyState.WAITING, WHY);
        endings.endAborting(h, job);
    }
}
