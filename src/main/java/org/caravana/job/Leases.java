package org.caravana.job;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.caravana.repository.StopSignal;
import org.caravana.repository.StoppedException;

/**
 * The leases that this process holds, and the stop flags of the work under them.
 *
 * <p>The catalogue decides who holds a lease; this is what the process may believe without asking: a lease that could
 * not be renewed in time counts as lost. Thread-safe.
 */
public final class Leases {
    private final String node;
    private final Duration length;
    private final Clock clock;
    private final Map<String, Held> held = new ConcurrentHashMap<>();
    private volatile String stoppingBecause;
    private volatile boolean heldBack;

    /**
     * @param node this node's name in the catalogue; no two nodes share one
     * @param length how long a lease lasts unless it is renewed; at least a few times the renewals' period
     */
    public Leases(String node, Duration length, Clock clock) {
        this.node = node;
        this.length = length;
        this.clock = clock;
    }

    /**
     * @param stop why it is asked to stop, if it is
     * @param givesWay whether it may end first what it has under way
     * @param brokenOff what broke the work off, if nobody works under it any more
     */
    private record Held(Instant until, String stop, boolean givesWay, String brokenOff) {
        Held until(Instant later) {
            return new Held(later, stop, givesWay, brokenOff);
        }

        Held stop(String why) {
            return new Held(until, why, false, brokenOff);
        }

        Held giveWay(String why) {
            return new Held(until, why, true, brokenOff);
        }

        Held brokenOff(String why) {
            return new Held(until, stop, givesWay, why);
        }
    }

    String node() {
        return node;
    }

    Instant end(Instant now) {
        return now.plus(length);
    }

    /** A new lease from now on; it is held once the catalogue has it. */
    Lease draw(Instant now) {
        return new Lease(node, UUID.randomUUID().toString(), end(now));
    }

    void hold(Lease lease) {
        held.put(lease.token(), new Held(lease.until(), stoppingBecause, false, null));
    }

    void renewed(String token, Instant until) {
        held.computeIfPresent(token, (t, old) -> old.until(until));
    }

    /** Nothing is done under it any more, or it was lost. */
    void drop(String token) {
        held.remove(token);
    }

    Set<String> tokens() {
        return Set.copyOf(held.keySet());
    }

    void stop(String token, String why) {
        held.computeIfPresent(token, (t, old) -> old.stop(why));
    }

    /**
     * Asks what works under a lease to stop when it has ended what it has under way, unless this process does not hold it
     * or it was asked to stop already.
     *
     * @return whether it was asked
     */
    boolean giveWay(String token, String why) {
        AtomicBoolean asked = new AtomicBoolean();
        held.computeIfPresent(token, (t, old) -> {
            asked.set(old.stop() == null && old.brokenOff() == null);
            return asked.get() ? old.giveWay(why) : old;
        });
        return asked.get();
    }

    /** Whoever worked under it has gone; if it is still held then, nothing was reported. */
    void brokenOff(String token, String why) {
        held.computeIfPresent(token, (t, old) -> old.brokenOff(why));
    }

    /** What broke off the work under a lease that is still held, by the lease's token. */
    Map<String, String> brokenOff() {
        Map<String, String> tokens = new HashMap<>();
        held.forEach((token, lease) -> {
            if (lease.brokenOff() != null) {
                tokens.put(token, lease.brokenOff());
            }
        });
        return tokens;
    }

    /** Asks everything under way to stop, and gives no new lease to work under. */
    void stopAll(String why) {
        stoppingBecause = why;
        held.replaceAll((token, old) -> old.stop(why));
    }

    /** Gives no new lease to work under; what is under way goes on. */
    void holdBack() {
        heldBack = true;
    }

    /** Work may be taken up again, after {@link #holdBack} or {@link #stopAll}. */
    void resume() {
        heldBack = false;
        stoppingBecause = null;
    }

    boolean takesNothing() {
        return heldBack || stoppingBecause != null;
    }

    /** Asked between chunks and between objects; asks no database. */
    StopSignal signal(Lease lease, String what) {
        return () -> check(lease, what);
    }

    /** Asked in the middle of an object: says nothing where that may be ended first. */
    StopSignal urgent(Lease lease, String what) {
        return () -> {
            Held now = held.get(lease.token());
            if (now == null || !now.givesWay()) {
                check(lease, what);
            }
        };
    }

    private void check(Lease lease, String what) {
        Held now = held.get(lease.token());
        if (now == null || now.until().isBefore(clock.instant())) {
            throw new LeaseLostException(what);
        }
        if (now.stop() != null) {
            throw new StoppedException(now.stop());
        }
    }
}
