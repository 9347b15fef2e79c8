package org.caravana.plan;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * When a plan fires.
 *
 * <p>As Quartz has it, a local time that a change of clocks skips has no firing on that day, and one that it repeats has
 * one: the later.
 *
 * @param cron a Quartz cron expression, for example {@code 0 0 19 ? * MON-SAT}
 * @param zone the zone that the expression is read in
 */
public record Schedule(String cron, ZoneId zone) {

    /** @throws InvalidScheduleException if the expression is none, or gives both day of month and weekday */
    public Schedule {
        new Cron(cron, zone);
    }

    /** The first firing after a time; empty if there is none any more. */
    public Optional<Instant> next(Instant after) {
        return new Cron(cron, zone).next(after);
    }

    /** The coming firings after a time, soonest first, at most {@code count}. */
    public List<Instant> next(Instant after, int count) {
        Cron parsed = new Cron(cron, zone);
        return Stream.iterate(parsed.next(after), Optional::isPresent, last -> parsed.next(last.get()))
                .limit(count)
                .map(Optional::get)
                .toList();
    }

    /** The last firing at or before a time; empty if there was none in the eight years before it. */
    public Optional<Instant> previous(Instant atOrBefore) {
        return new Cron(cron, zone).previous(atOrBefore);
    }
}
