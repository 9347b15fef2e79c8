package org.caravana.job;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import org.caravana.repository.StopSignal;
import org.caravana.repository.StoppedException;
import org.jdbi.v3.core.Handle;

/**
 * The states of copies: WAITING, SENDING, LISTED, VERIFIED, and what can go wrong.
 *
 * <p>As in {@link Jobs}, each call is one transaction and needs the copy's lease. A copy's change never changes its job;
 * {@link Jobs#settle} does. A deadline that closed the job leaves its copies on their way. Thread-safe.
 */
public final class CopyStates {
    private static final String AWAY = "the disk is not connected; the copy is made when it is";

    private final Catalogue catalogue;
    private final Clock clock;
    private final Leases leases;
    private final Endings endings;

    public CopyStates(Catalogue catalogue, Clock clock, Leases leases) {
        this.catalogue = catalogue;
        this.clock = clock;
        this.leases = leases;
        this.endings = new Endings(catalogue, clock, leases);
    }

    /** WAITING becomes SENDING; SENDING under the same lease stays as it is. */
    public void begin(Copy copy) {
        catalogue.useTransaction(h -> {
            Copy now = CopyRows.lockOwned(h, copy);
            if (now.state() == CopyState.SENDING) {
                return;
            }
            require(now, "sent", CopyState.WAITING);
            requireNotAborting(h, now);
            away(h, now, false);
            state(h, now, CopyState.SENDING, now.away() ? "the disk is connected again; sending" : "sending");
        });
    }

    /** How much of it was sent so far, for people to see; no event. */
    public void progress(Copy copy, long objects, long bytes) {
        catalogue.useTransaction(h -> {
            Copy now = CopyRows.lockOwned(h, copy);
            require(now, "sent", CopyState.SENDING);
            sent(h, now, objects, bytes);
        });
    }

    /** SENDING becomes LISTED. */
    public void listed(Copy copy) {
        catalogue.useTransaction(h -> {
            Copy now = CopyRows.lockOwned(h, copy);
            require(now, "listed", CopyState.SENDING);
            state(h, now, CopyState.LISTED, "every object is listed with its size");
        });
    }

    /** The same, where nobody says who compared what was sent. */
    public void verified(Copy copy, VerificationLevel level, long objects, long bytes) {
        checked(copy, Checked.as(level), objects, bytes, "");
    }

    /**
     * SENDING or LISTED becomes VERIFIED.
     *
     * @param level how far it was checked
     * @param objects how many objects were sent for it
     * @param bytes their size
     * @param proof in words who compared what was sent, and what had gone before; empty if there is nothing to say
     */
    public void checked(Copy copy, Checked checked, long objects, long bytes, String proof) {
        end(copy, (h, now) -> {
            require(now, "verified", CopyState.SENDING, CopyState.LISTED);
            String message = "verified (" + checked.words() + "), " + objects + " object(s) and " + Readable.size(bytes)
                    + " sent" + (proof.isEmpty() ? "" : "; " + proof);
            CopyRows.free(h, now.id(), CopyState.VERIFIED, Optional.empty(), message);
            sent(h, now, objects, bytes);
            h.createUpdate("UPDATE copy SET level = :level, sampled = :sampled, verified_at = :now WHERE id = :id")
                    .bind("id", now.id())
                    .bind("level", checked.level().name())
                    .bind("sampled", checked.sampled())
                    .bind("now", Times.now(clock))
                    .execute();
            Event.append(h, Times.now(clock), now, CopyState.VERIFIED, message);
        });
    }

    /** It could not be sent or verified: WAITING, due again after a while. What arrived stays at the target. */
    public void postpone(Copy copy, Duration every, Exception why) {
        end(copy, (h, now) -> {
            require(now, "postponed", CopyState.WAITING, CopyState.SENDING, CopyState.LISTED);
            Instant due = Times.now(clock).plus(every);
            h.createUpdate("UPDATE copy SET attempts = attempts + 1 WHERE id = :id")
                    .bind("id", now.id())
                    .execute();
            waiting(h, now, due, "next try at " + due + ": " + FailureText.of(why));
        });
    }

    /**
     * The removable disk that it is meant for is not connected: WAITING, with all else that waits for the disk due again
     * after a while. It is an event when the disk goes away, not at every look for it.
     */
    public void away(Copy copy, Duration every) {
        end(copy, (h, now) -> {
            require(now, "postponed", CopyState.WAITING, CopyState.SENDING, CopyState.LISTED);
            Instant due = Times.now(clock).plus(every);
            CopyRows.free(h, now.id(), CopyState.WAITING, Optional.of(due), AWAY);
            if (!now.away()) {
                away(h, now, true);
                Event.append(h, Times.now(clock), now, CopyState.WAITING, AWAY);
            }
            h.createUpdate("UPDATE copy SET due = :due WHERE target = :target AND away AND state = 'WAITING'"
                            + " AND lease_token IS NULL")
                    .bind("due", due)
                    .bind("target", now.target())
                    .execute();
        });
    }

    /** As {@link Jobs#workEnded}, of a copy's carrier. */
    public void workEnded(Copy copy, Exception why) {
        copy.lease().ifPresent(lease -> leases.brokenOff(lease.token(), BrokenOffException.words(why)));
    }

    /** The copies that this node holds and nobody carries, without anything having been reported of them. */
    public List<Copy> brokenOff() {
        Set<String> tokens = leases.brokenOff().keySet();
        return tokens.isEmpty()
                ? List.of()
                : catalogue.inTransaction(
                        h -> h.createQuery(CopyRows.SELECT + "WHERE copy.lease_token IN (<tokens>) ORDER BY copy.id")
                                .bindList("tokens", List.copyOf(tokens))
                                .mapTo(Copy.class)
                                .list());
    }

    /** Makes a copy that broke off due again. */
    public void takeBack(Copy copy, Duration every) {
        String why = leases.brokenOff().get(copy.lease().orElseThrow().token());
        postpone(copy, every, new BrokenOffException(why));
    }

    /** The work stopped because it was asked to: due at once, or given up if the job was cancelled. */
    public void stopped(Copy copy) {
        end(copy, (h, now) -> {
            require(now, "stopped", CopyState.WAITING, CopyState.SENDING, CopyState.LISTED);
            waiting(h, now, Times.now(clock), "cut off, due at once");
        });
    }

    /** Something that was there is missing or not what it was. A copy that nobody works on needs no lease for that. */
    public void damaged(Copy copy, String message) {
        end(copy, CopyRows::lockUnchangedHands, (h, now) -> {
            require(now, "damaged", CopyState.SENDING, CopyState.LISTED, CopyState.VERIFIED);
            CopyRows.free(h, now.id(), CopyState.DAMAGED, Optional.empty(), FailureText.masked(message));
            Event.append(h, Times.now(clock), now, CopyState.DAMAGED, FailureText.masked(message));
        });
    }

    /**
     * The same of several copies that need the same objects, with one notice to people; those that are not VERIFIED any
     * more are passed over.
     */
    public void damaged(List<Copy> copies, String message) {
        catalogue.useTransaction(h -> {
            Catalogue.holdLatch(h);
            List<Copy> verified = copies.stream()
                    .map(copy -> CopyRows.lockUnchangedHands(h, copy))
                    .filter(copy -> copy.state() == CopyState.VERIFIED)
                    .toList();
            if (verified.isEmpty()) {
                return;
            }
            Copy newest = verified.get(0);
            Instant now =
                    Notice.freeTime(h, Times.now(clock), NoticeKind.DAMAGE, newest.plan(), catalogue.messageDomain());
            for (Copy copy : verified) {
                CopyRows.free(h, copy.id(), CopyState.DAMAGED, Optional.empty(), FailureText.masked(message));
                Event.append(h, now, copy, CopyState.DAMAGED, FailureText.masked(message));
            }
            Optional<Long> job = Optional.of(newest.job());
            Notice.insert(
                    h, now, NoticeKind.DAMAGE, newest.plan(), now, job, Optional.empty(), catalogue.messageDomain());
        });
    }

    /**
     * Something at the target is in its way that only a person there can take away: DAMAGED, to be tried again after a
     * while, since that may have been done. One notice tells it, not every try and not every backup that needs the object.
     */
    public void irreplaceable(Copy copy, Duration every, Exception why) {
        end(copy, (h, now) -> {
            require(now, "given up for now", CopyState.WAITING, CopyState.SENDING, CopyState.LISTED);
            String message = FailureText.of(why);
            boolean told = isTold(h, now, message);
            Instant time = told
                    ? Times.now(clock)
                    : Notice.freeTime(h, Times.now(clock), NoticeKind.DAMAGE, now.plan(), catalogue.messageDomain());
            h.createUpdate("UPDATE copy SET attempts = attempts + 1 WHERE id = :id")
                    .bind("id", now.id())
                    .execute();
            CopyRows.free(h, now.id(), CopyState.DAMAGED, Optional.of(time.plus(every)), message);
            Event.append(h, time, now, CopyState.DAMAGED, message);
            if (!told) {
                Notice.insert(
                        h,
                        time,
                        NoticeKind.DAMAGE,
                        now.plan(),
                        time,
                        Optional.of(now.job()),
                        Optional.empty(),
                        catalogue.messageDomain());
            }
        });
    }

    /** Whether this copy or another at its target was in that trouble before. */
    private static boolean isTold(Handle h, Copy copy, String message) {
        boolean before = Event.of(h, copy.job()).stream()
                .anyMatch(event -> event.state().equals(CopyState.DAMAGED.name())
                        && event.target().filter(copy.target()::equals).isPresent()
                        && event.message().equals(message));
        return before
                || h.createQuery("SELECT COUNT(*) FROM copy WHERE target = :target AND state = 'DAMAGED'"
                                        + " AND message = :message")
                                .bind("target", copy.target())
                                .bind("message", message)
                                .mapTo(Long.class)
                                .one()
                        > 0;
    }

    /** The DAMAGED copies whose next try is due, newest backup first. */
    public List<Copy> dueAgain() {
        Instant now = Times.now(clock);
        return in(CopyState.DAMAGED).stream()
                .filter(copy -> copy.due().filter(now::isBefore).isEmpty())
                .toList();
    }

    /** Writes something that is worth knowing to a copy's events; its state stays as it is. */
    public void remark(Copy copy, String message) {
        catalogue.useTransaction(h -> Event.append(
                h, Times.now(clock), copy, CopyRows.get(h, copy.id()).state(), FailureText.masked(message)));
    }

    /** Every copy in that state, newest backup first. */
    public List<Copy> in(CopyState state) {
        return catalogue.inTransaction(
                h -> h.createQuery(CopyRows.SELECT + "WHERE copy.state = :state" + CopyRows.NEWEST_FIRST)
                        .bind("state", state.name())
                        .mapTo(Copy.class)
                        .list());
    }

    /** DAMAGED becomes WAITING, due at once, so that what lacks is sent again. */
    public void resend(Copy copy) {
        end(copy, CopyRows::lockUnchangedHands, (h, now) -> {
            require(now, "sent again", CopyState.DAMAGED);
            waiting(h, now, Times.now(clock), "to be sent again");
        });
    }

    /** A copy as it is now. */
    public Copy get(long id) {
        return catalogue.inTransaction(h -> CopyRows.get(h, id));
    }

    /** What a target does not hold verified yet and is still meant to, newest backup first. */
    public List<Copy> pending(String target) {
        return catalogue.inTransaction(h -> h.createQuery(CopyRows.SELECT
                        + "WHERE copy.target = :target AND copy.state IN ('WAITING', 'SENDING', 'LISTED', 'DAMAGED')"
                        + CopyRows.NEWEST_FIRST)
                .bind("target", target)
                .mapTo(Copy.class)
                .list());
    }

    /** To be asked between objects: stops for a cancel or a shutdown, or when the lease was lost. */
    public StopSignal stopSignal(Copy copy) {
        return leases.signal(copy.lease().orElseThrow(() -> new LeaseLostException(name(copy))), name(copy));
    }

    /** To be asked in mid-object: the same, but for what only is to give way to another copy. */
    public StopSignal urgentSignal(Copy copy) {
        return leases.urgent(copy.lease().orElseThrow(() -> new LeaseLostException(name(copy))), name(copy));
    }

    private static String name(Copy copy) {
        return "the copy of " + copy.backupPath() + " to " + copy.target();
    }

    private interface Change {
        void apply(Handle h, Copy now);
    }

    /** A change that ends a carrier's part in a copy, and with it perhaps a cancelled job. */
    private void end(Copy copy, Change change) {
        end(copy, CopyRows::lockOwned, change);
    }

    private void end(Copy copy, BiFunction<Handle, Copy, Copy> lock, Change change) {
        catalogue.useTransaction(h -> {
            change.apply(h, lock.apply(h, copy));
            endings.endAborting(h, JobRows.lock(h, copy.job()));
        });
        copy.lease().ifPresent(lease -> leases.drop(lease.token()));
    }

    private void waiting(Handle h, Copy copy, Instant due, String message) {
        CopyRows.free(h, copy.id(), CopyState.WAITING, Optional.of(due), message);
        Event.append(h, Times.now(clock), copy, CopyState.WAITING, message);
    }

    private void state(Handle h, Copy copy, CopyState state, String message) {
        h.createUpdate("UPDATE copy SET state = :state WHERE id = :id")
                .bind("id", copy.id())
                .bind("state", state.name())
                .execute();
        Event.append(h, Times.now(clock), copy, state, message);
    }

    private static void away(Handle h, Copy copy, boolean away) {
        h.createUpdate("UPDATE copy SET away = :away WHERE id = :id")
                .bind("id", copy.id())
                .bind("away", away)
                .execute();
    }

    private static void sent(Handle h, Copy copy, long objects, long bytes) {
        h.createUpdate("UPDATE copy SET objects = :objects, bytes = :bytes WHERE id = :id")
                .bind("id", copy.id())
                .bind("objects", objects)
                .bind("bytes", bytes)
                .execute();
    }

    private static void requireNotAborting(Handle h, Copy copy) {
        if (JobRows.lock(h, copy.job()).state() == JobState.ABORTING) {
            throw new StoppedException("job " + copy.job() + " was cancelled");
        }
    }

    private static void require(Copy copy, String change, CopyState... allowed) {
        if (!List.of(allowed).contains(copy.state())) {
            throw new WrongStateException(name(copy), copy.state(), change);
        }
    }
}
