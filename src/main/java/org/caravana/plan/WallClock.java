package org.caravana.plan;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;

/**
 * What a local time means in a zone: one that a change of clocks skips is the moment of the change, when the clocks show
 * the next minute that exists; one that it repeats is the later of the two. So every local time has one moment, and later
 * local times never have earlier ones.
 */
final class WallClock {
    private final ZoneId zone;

    WallClock(ZoneId zone) {
        this.zone = zone;
    }

    Instant moment(LocalDateTime local) {
        ZoneOffsetTransition change = zone.getRules().getTransition(local);
        if (change == null) {
            return local.atZone(zone).toInstant();
        }
        return change.isGap() ? change.getInstant() : local.toInstant(change.getOffsetAfter());
    }

    /** A local time whose successors include every one that lies after a moment. */
    LocalDateTime before(Instant moment) {
        LocalDateTime local = LocalDateTime.ofInstant(moment, zone);
        return repeats(local)
                ? zone.getRules().getTransition(local).getDateTimeAfter().minusSeconds(1)
                : local;
    }

    /** Whether a change of clocks skips that local time. */
    boolean skips(LocalDateTime local) {
        ZoneOffsetTransition change = zone.getRules().getTransition(local);
        return change != null && change.isGap();
    }

    boolean repeats(LocalDateTime local) {
        ZoneOffsetTransition change = zone.getRules().getTransition(local);
        return change != null && change.isOverlap();
    }
}
