package org.caravana.job;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** How jobs reach a final state, each with its event and the notice of its outcome, exactly once. */
final class Endings {
    static final String START_WINDOW = "START_WINDOW";
    static final String COMPLETION_WINDOW = "COMPLETION_WINDOW";
    static final String INCOMPLETE_CAPTURE = "INCOMPLETE_CAPTURE";
    static final String COPY_DISCARDED = "COPY_DISCARDED";
    static final String COPY_WAITING = "COPY_WAITING";
    static final String DISK_AWAY = "DISK_AWAY";

    private final Catalogue catalogue;
    private final Clock clock;
    private final Leases leases;

    Endings(Catalogue catalogue, Clock clock, Leases leases) {
        this.catalogue = catalogue;
        this.clock = clock;
        this.leases = leases;
    }

    /** Ends a job that the transaction holds. */
    Job end(Handle h, Job job, JobState state, String reason, String message) {
        Instant now = Times.now(clock);
        h.createUpdate("UPDATE job SET state = :state, reason = :reason, ended_at = :now, due = NULL,"
                        + " lease_node = NULL, lease_token = NULL, lease_until = NULL WHERE id = :id")
                .bind("id", job.id())
                .bind("state", state.name())
                .bind("reason", reason)
                .bind("now", now)
                .execute();
        Event.append(h, now, job.id(), state, message);
        Notice.insert(h, now, NoticeKind.OUTCOME, job, catalogue.messageDomain());
        return JobRows.find(h, job.id()).orElseThrow();
    }

    /**
     * Ends a captured job whose copies are all settled; empty if it is not, or somebody else did. A copy that waits for a
     * removable disk holds no job open; only where every copy does is the job no better than PARTIAL.
     */
    Optional<Job> settle(Handle h, long id) {
        Job job = JobRows.lock(h, id);
        List<Copy> copies = CopyRows.ofJob(h, id);
        if (job.state() != JobState.RUNNING
                || !job.captured()
                || copies.stream().anyMatch(Endings::holdsOpen)) {
            return Optional.empty();
        }
        if (copies.stream().anyMatch(copy -> copy.state() == CopyState.DISCARDED)) {
            return Optional.of(end(h, job, JobState.PARTIAL, COPY_DISCARDED, "a copy was given up"));
        }
        List<String> away =
                copies.stream().filter(Endings::unsettled).map(Copy::target).toList();
        if (!away.isEmpty() && away.size() == copies.size()) {
            String lacking = "no verified copy anywhere: " + String.join(", ", away) + " not connected";
            return Optional.of(end(h, job, JobState.PARTIAL, DISK_AWAY, lacking));
        }
        String where = where(copies.size() - away.size(), away);
        return Optional.of(
                complete(h, id)
                        ? end(h, job, JobState.COMPLETED, job.reason().orElse(null), where)
                        : end(
                                h,
                                job,
                                JobState.PARTIAL,
                                INCOMPLETE_CAPTURE,
                                where + ", but not all that the plan names"));
    }

    private static String where(int verified, List<String> away) {
        String where = verified == 0 ? "captured" : "captured, and verified on " + verified + " target(s)";
        return away.isEmpty()
                ? where
                : where + "; not connected and brought up to date later: " + String.join(", ", away);
    }

    /** Ends a captured job whose unsettled copies all failed and wait; empty if one is under way or was not tried yet. */
    Optional<Job> leave(Handle h, long id) {
        Job job = JobRows.lock(h, id);
        List<Copy> lacking =
                CopyRows.ofJob(h, id).stream().filter(Endings::holdsOpen).toList();
        boolean waiting = lacking.stream()
                .allMatch(copy ->
                        copy.state() == CopyState.DAMAGED || copy.state() == CopyState.WAITING && copy.attempts() > 0);
        if (job.state() != JobState.RUNNING || !job.captured() || lacking.isEmpty() || !waiting) {
            return Optional.empty();
        }
        String targets = String.join(", ", lacking.stream().map(Copy::target).toList());
        return Optional.of(end(
                h,
                job,
                JobState.PARTIAL,
                COPY_WAITING,
                "no verified copy on " + targets + " yet; it stays due for the next run or the service"));
    }

    private static boolean unsettled(Copy copy) {
        return copy.state() != CopyState.VERIFIED && copy.state() != CopyState.DISCARDED;
    }

    private static boolean holdsOpen(Copy copy) {
        return unsettled(copy) && !(copy.state() == CopyState.WAITING && copy.away());
    }

    private static boolean complete(Handle h, long id) {
        return h.createQuery("SELECT complete FROM job WHERE id = :id")
                .bind("id", id)
                .mapTo(Boolean.class)
                .one();
    }

    /** Settles what a crash kept from being settled, closes what is past its completion window, finishes aborts. */
    List<Job> overdue() {
        List<Long> candidates = catalogue.inTransaction(h -> h.createQuery("SELECT id FROM job WHERE state = 'ABORTING'"
                        + " OR (state = 'RUNNING' AND backup IS NOT NULL)"
                        + " OR (state IN ('CREATED', 'RUNNING') AND complete_by < :now) ORDER BY id")
                .bind("now", Times.now(clock))
                .mapTo(Long.class)
                .list());
        List<Job> ended = new ArrayList<>();
        candidates.forEach(id -> catalogue.inTransaction(h -> endIfDue(h, id)).ifPresent(ended::add));
        return ended;
    }

    private Optional<Job> endIfDue(Handle h, long id) {
        Job job = JobRows.lock(h, id);
        boolean past = job.completeBy().isBefore(clock.instant());
        return switch (job.state()) {
            case ABORTING -> endAborting(h, job);
            case RUNNING -> settle(h, id).or(() -> past ? Optional.of(close(h, job)) : Optional.empty());
            case CREATED ->
                past
                        ? Optional.of(expire(h, job, START_WINDOW, "never started, and its completion window closed"))
                        : Optional.empty();
            default -> Optional.empty();
        };
    }

    private Job close(Handle h, Job job) {
        if (!job.captured()) {
            return expire(h, job, COMPLETION_WINDOW, "the capture was not finished when the completion window closed");
        }
        String lacking = String.join(
                ", ",
                CopyRows.ofJob(h, job.id()).stream()
                        .filter(Endings::unsettled)
                        .map(Copy::target)
                        .toList());
        return end(
                h,
                job,
                JobState.PARTIAL,
                COMPLETION_WINDOW,
                "the completion window closed without a verified copy on " + lacking
                        + (CopyRows.ofJob(h, job.id()).stream().anyMatch(copy -> copy.state() == CopyState.DAMAGED)
                                ? "; something there has to be put right by hand, see its message"
                                : "; the transfer goes on"));
    }

    private Job expire(Handle h, Job job, String reason, String message) {
        job.lease().ifPresent(lease -> leases.stop(lease.token(), message));
        return end(h, job, JobState.EXPIRED, reason, message);
    }

    /** Ends an ABORTING job once nobody works on it or on one of its copies any more. */
    Optional<Job> endAborting(Handle h, Job job) {
        List<Copy> copies = CopyRows.ofJob(h, job.id());
        if (job.state() != JobState.ABORTING
                || live(job.lease())
                || copies.stream().anyMatch(copy -> live(copy.lease()))) {
            return Optional.empty();
        }
        copies.stream()
                .filter(Endings::unsettled)
                .filter(copy -> copy.state() != CopyState.DAMAGED)
                .forEach(copy -> discard(h, copy));
        return Optional.of(end(h, job, JobState.ABORTED, job.reason().orElse(null), "stopped"));
    }

    private boolean live(Optional<Lease> lease) {
        return lease.filter(l -> !l.until().isBefore(clock.instant())).isPresent();
    }

    void discard(Handle h, Copy copy) {
        CopyRows.free(h, copy.id(), CopyState.DISCARDED, Optional.empty(), "given up: its job was cancelled");
        Event.append(h, Times.now(clock), copy, CopyState.DISCARDED, "given up: its job was cancelled");
    }
}
