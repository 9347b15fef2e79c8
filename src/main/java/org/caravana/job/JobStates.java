package org.caravana.job;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.caravana.plan.Plan;
import org.caravana.repository.StoppedException;
import org.jdbi.v3.core.Handle;

/** What the worker who holds a job's lease reports of it, from its start checks to its capture. */
final class JobStates {
    private final Catalogue catalogue;
    private final Clock clock;
    private final Leases leases;
    private final Endings endings;

    JobStates(Catalogue catalogue, Clock clock, Leases leases, Endings endings) {
        this.catalogue = catalogue;
        this.clock = clock;
        this.leases = leases;
        this.endings = endings;
    }

    void requireStartWindow(Job job) {
        if (clock.instant().isAfter(job.startBy())) {
            throw new StartWindowClosedException(job);
        }
    }

    void begin(Job job) {
        catalogue.useTransaction(h -> {
            Job now = JobRows.lockOwned(h, job);
            if (now.state() == JobState.RUNNING && !now.captured()) {
                return;
            }
            requireNotAborting(now);
            require(now, JobState.CREATED, "begun");
            requireStartWindow(now);
            Instant time = Times.now(clock);
            h.createUpdate("UPDATE job SET state = 'RUNNING', started_at = :now, attempts = 0 WHERE id = :id")
                    .bind("id", now.id())
                    .bind("now", time)
                    .execute();
            Event.append(h, time, now.id(), JobState.RUNNING, "capture began");
            Notice.insert(h, time, NoticeKind.START, now, catalogue.messageDomain());
        });
    }

    void postpone(Job job, Duration every, Exception why) {
        release(job, (h, now) -> {
            require(now, JobState.CREATED, "postponed");
            Instant due = earlier(Times.now(clock).plus(every), now.startBy());
            dueAgain(h, now, due, now.attempts() + 1, "not ready, next try at " + due + ": " + FailureText.of(why));
        });
    }

    void retryCapture(Job job, int tries, Duration every, Exception why) {
        release(job, (h, now) -> {
            requireUncaptured(now, "captured again");
            int attempts = now.attempts() + 1;
            if (now.state() == JobState.CREATED || attempts >= tries) {
                failed(h, now, why);
            } else {
                Instant due = Times.now(clock).plus(every);
                dueAgain(h, now, due, attempts, "capture failed, next try at " + due + ": " + FailureText.of(why));
            }
        });
    }

    void expire(Job job, String reason) {
        release(job, (h, now) -> {
            requireUncaptured(now, "expired");
            endings.end(h, now, JobState.EXPIRED, reason, "expired: " + reason);
        });
    }

    void fail(Job job, Exception why) {
        release(job, (h, now) -> {
            requireUncaptured(now, "failed");
            failed(h, now, why);
        });
    }

    void skip(Job job, Exception why) {
        release(job, (h, now) -> {
            requireUncaptured(now, "skipped");
            String text = "skipped: " + FailureText.of(why);
            endings.end(h, now, JobState.ABORTED, text, text);
        });
    }

    /** The first word on it stays its reason; a later end with a reason of its own takes its place. */
    void caution(Job job, Exception why) {
        catalogue.useTransaction(h -> {
            Job now = JobRows.lock(h, job.id());
            String text = FailureText.of(why);
            h.createUpdate("UPDATE job SET reason = COALESCE(reason, :reason) WHERE id = :id")
                    .bind("id", now.id())
                    .bind("reason", text)
                    .execute();
            Event.append(h, Times.now(clock), now.id(), now.state(), text);
        });
    }

    /** An event, and a notice of its own: that of the job's outcome may have been put into words before. */
    void clocksDiffer(long id, ClockDifferences clocks, Exception why) {
        catalogue.useTransaction(h -> {
            Job job = JobRows.lock(h, id);
            String domain = catalogue.messageDomain();
            Instant now = Notice.freeTime(h, Times.now(clock), NoticeKind.CLOCK, job.plan(), domain);
            Event.append(h, now, id, job.state(), FailureText.of(why));
            Notice.insert(
                    h, now, NoticeKind.CLOCK, job.plan(), now, Optional.of(id), Optional.of(clocks.said()), domain);
        });
    }

    private void failed(Handle h, Job job, Exception why) {
        String text = FailureText.of(why);
        endings.end(h, job, JobState.FAILED, text, text);
    }

    void captured(Job job, Captured what, Optional<Plan> plan) {
        catalogue.useTransaction(h -> {
            Job now = JobRows.lockOwned(h, job);
            requireUncaptured(now, "captured");
            Instant time = Times.now(clock);
            h.createUpdate("UPDATE job SET backup = :backup, complete = :complete, due = NULL, attempts = 0,"
                            + " lease_node = NULL, lease_token = NULL, lease_until = NULL WHERE id = :id")
                    .bind("id", now.id())
                    .bind("backup", what.backup())
                    .bind("complete", what.complete())
                    .execute();
            Event.append(
                    h,
                    time,
                    now.id(),
                    now.state(),
                    "captured " + what.backup() + ": " + FailureText.masked(what.summary()));
            SizeAlarms.weigh(
                    h,
                    time,
                    JobRows.lock(h, now.id()),
                    what.sizes(),
                    plan.map(Plan::sizeAlarm).orElse(0),
                    Jobs.acceptsChange(Event.of(h, now.id())));
            if (now.state() == JobState.RUNNING) {
                plan.map(Plan::targets).orElse(List.of()).forEach(target -> CopyRows.insert(h, now.id(), target, time));
            }
            endings.endAborting(h, JobRows.lock(h, now.id()));
        });
        job.lease().ifPresent(lease -> leases.drop(lease.token()));
    }

    void stopped(Job job) {
        catalogue.useTransaction(h -> {
            Job now = JobRows.lock(h, job.id());
            if (!JobRows.sameToken(now.lease(), job.lease())) {
                return;
            }
            if (now.state() == JobState.ABORTING) {
                endings.end(h, now, JobState.ABORTED, now.reason().orElse(null), "stopped");
            } else if (!now.state().isFinal() && !now.captured()) {
                dueAgain(h, now, Times.now(clock), now.attempts(), "cut off, due at once");
            }
        });
        job.lease().ifPresent(lease -> leases.drop(lease.token()));
    }

    /** The work of a lease that this node still holds ended without a report: due again like any other failure. */
    void takeBack(Job job, int tries, Duration every) {
        String why = leases.brokenOff().get(job.lease().orElseThrow().token());
        Exception broken = new BrokenOffException(why);
        if (job.state() == JobState.CREATED) {
            postpone(job, every, broken);
        } else {
            retryCapture(job, tries, every, broken);
        }
    }

    List<Job> brokenOff() {
        Set<String> tokens = leases.brokenOff().keySet();
        return tokens.isEmpty()
                ? List.of()
                : catalogue.inTransaction(
                        h -> h.createQuery("SELECT * FROM job WHERE lease_token IN (<tokens>) ORDER BY id")
                                .bindList("tokens", List.copyOf(tokens))
                                .mapTo(Job.class)
                                .list());
    }

    /** @throws StoppedException if it was cancelled; @throws LeaseLostException if it is somebody else's by now */
    void requireCapturing(Job job) {
        catalogue.useTransaction(h -> {
            Job now = JobRows.lockOwned(h, job);
            requireNotAborting(now);
            requireUncaptured(now, "captured");
        });
    }

    private interface Change {
        void apply(Handle h, Job now);
    }

    /** A change that ends a worker's part in a job; a cancelled job becomes ABORTED instead. */
    private void release(Job job, Change change) {
        catalogue.useTransaction(h -> {
            Job now = JobRows.lockOwned(h, job);
            if (now.state() == JobState.ABORTING) {
                endings.end(h, now, JobState.ABORTED, now.reason().orElse(null), "stopped");
            } else {
                change.apply(h, now);
            }
        });
        job.lease().ifPresent(lease -> leases.drop(lease.token()));
    }

    private void dueAgain(Handle h, Job job, Instant due, int attempts, String message) {
        JobRows.dueAgain(h, job.id(), due, attempts);
        Event.append(h, Times.now(clock), job.id(), job.state(), message);
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static void require(Job job, JobState state, String change) {
        if (job.state() != state) {
            throw new WrongStateException("job " + job.id(), job.state(), change);
        }
    }

    private static void requireUncaptured(Job job, String change) {
        if (job.state().isFinal() || job.captured()) {
            throw new WrongStateException("job " + job.id(), job.state(), change);
        }
    }

    private static void requireNotAborting(Job job) {
        if (job.state() == JobState.ABORTING) {
            throw new StoppedException("job " + job.id() + " was cancelled");
        }
    }
}
