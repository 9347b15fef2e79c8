package org.caravana.job;

import java.time.Clock;
import java.time.Instant;
import org.jdbi.v3.core.Handle;

/** Extends the leases that this process holds, and learns what became of the work under them elsewhere. */
final class Renewal {
    private final Catalogue catalogue;
    private final Clock clock;
    private final Leases leases;

    Renewal(Catalogue catalogue, Clock clock, Leases leases) {
        this.catalogue = catalogue;
        this.clock = clock;
        this.leases = leases;
    }

    void renew() {
        leases.tokens().forEach(this::renew);
        catalogue.useTransaction(this::stopCancelled);
    }

    private void renew(String token) {
        Instant until = leases.end(Times.now(clock));
        boolean held = catalogue.inTransaction(h -> extend(h, "job", token, until) || extend(h, "copy", token, until));
        if (held) {
            leases.renewed(token, until);
        } else {
            leases.drop(token);
        }
    }

    private static boolean extend(Handle h, String table, String token, Instant until) {
        return h.createUpdate("UPDATE " + table + " SET lease_until = :until WHERE lease_token = :token")
                        .bind("until", until)
                        .bind("token", token)
                        .execute()
                > 0;
    }

    private void stopCancelled(Handle h) {
        h.createQuery("SELECT job.lease_token FROM job WHERE job.state = 'ABORTING' AND job.lease_node = :node"
                        + " UNION ALL SELECT copy.lease_token FROM copy JOIN job ON job.id = copy.job"
                        + " WHERE job.state = 'ABORTING' AND copy.lease_node = :node")
                .bind("node", leases.node())
                .mapTo(String.class)
                .forEach(token -> leases.stop(token, "the job was cancelled"));
    }
}
