package org.caravana.plan;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * When a plan fires.
 *
 * <p>A firing whose local time a change of clocks skips is at the moment of the change, and one whose local time it
 * repeats is at the later of the two: no night is without its firing, none has two.
 *
 * @param cron a Quartz cron expression, for example {@code 0 0 19 ? * MON-SAT}; empty: no timer ever fires
 * @param zone the zone that the expression is read in
 * @param calendar which days count of those that the expression gives; empty: all
 */
public record Schedule(String cron, ZoneId zone, Optional<Calendar> calendar) {
    private static final Duration FARTHEST_BACK = Duration.ofDays(8 * 366);
    private static final String BAR = " | ";

    /**
     * @throws InvalidScheduleException if the expression is none, or gives both day of month and weekday, or gives days
     *     where a calendar chooses the day
     */
    public Schedule {
        boolean daily = !cron.isEmpty() && new Cron(cron).daily();
        if (calendar.isPresent() && !daily) {
            throw new InvalidScheduleException(
                    "'" + cron + "' chooses days, and the calendar does, too",
                    "leave the day to the calendar and give the time alone, for example 0 0 23 * * ?");
        }
    }

    /** Every day of the expression counts. */
    public Schedule(String cron, ZoneId zone) {
        this(cron, zone, Optional.empty());
    }

    /** That of a plan which something else than a timer starts. */
    public static Schedule none(ZoneId zone) {
        return new Schedule("", zone);
    }

    /** The schedule of a {@link #text()}. @param business which days a calendar's rule counts by */
    public static Schedule parse(String text, ZoneId zone, BusinessDays business) {
        String[] parts = text.split(" \\| ", 2);
        return new Schedule(
                parts[0], zone, parts.length < 2 ? Optional.empty() : Optional.of(new Calendar(parts[1], business)));
    }

    /** Expression and calendar's rule in one line. */
    public String text() {
        return cron + calendar.map(days -> BAR + days.text()).orElse("");
    }

    /** When its timer fires: by the expression alone. A calendar's own firings are some of these. */
    public Schedule timer() {
        return new Schedule(cron, zone);
    }

    /** Whether it is sure to fire at that moment. */
    public boolean firesAt(Instant moment) {
        return next(moment.minusMillis(1)).filter(moment::equals).isPresent();
    }

    /** The first firing after a time; empty if there is none any more. */
    public Optional<Instant> next(Instant after) {
        return slot(after).map(Slot::moment);
    }

    /** The coming firings after a time, soonest first, at most {@code count}. */
    public List<Instant> next(Instant after, int count) {
        return Stream.iterate(next(after), Optional::isPresent, last -> next(last.get()))
                .limit(count)
                .map(Optional::get)
                .toList();
    }

    /** The last firing at or before a time; empty if there was none in the eight years before it. */
    public Optional<Instant> previous(Instant atOrBefore) {
        for (Duration back = Duration.ofMinutes(1); back.compareTo(FARTHEST_BACK) < 0; back = back.multipliedBy(2)) {
            Optional<Instant> last = last(atOrBefore.minus(back), atOrBefore);
            if (last.isPresent()) {
                return last;
            }
        }
        return Optional.empty();
    }

    /** Looks forward as cron does: from something that fires, walk to the last that is not too late. */
    private Optional<Instant> last(Instant after, Instant atOrBefore) {
        Optional<Instant> last = Optional.empty();
        Optional<Instant> next = next(after);
        while (next.isPresent() && !next.get().isAfter(atOrBefore)) {
            last = next;
            next = next(next.get());
        }
        return last;
    }

    /** Whether a change of clocks skips the local time of a firing, so that no timer that goes by the clock sees it. */
    public boolean moved(Instant firing) {
        return slot(firing.minusMillis(1))
                .filter(slot -> slot.moment().equals(firing) && new WallClock(zone).skips(slot.local()))
                .isPresent();
    }

    /** Why a firing is when it is, for people: the calendar's reason, and what a change of clocks did. */
    public List<String> reasons(Instant firing) {
        List<String> reasons = new ArrayList<>();
        slot(firing.minusMillis(1)).filter(slot -> slot.moment().equals(firing)).ifPresent(slot -> {
            WallClock clock = new WallClock(zone);
            calendar.flatMap(days -> days.reason(slot.local().toLocalDate())).ifPresent(reasons::add);
            if (clock.skips(slot.local())) {
                reasons.add("there is no " + slot.local().toLocalTime() + " that day, the clocks skip it");
            } else if (clock.repeats(slot.local())) {
                reasons.add("there are two " + slot.local().toLocalTime() + " that day, this is the later");
            }
        });
        return reasons;
    }

    private record Slot(LocalDateTime local, Instant moment) {}

    private Optional<Slot> slot(Instant after) {
        if (cron.isEmpty()) {
            return Optional.empty();
        }
        Cron expression = new Cron(cron);
        WallClock clock = new WallClock(zone);
        Optional<LocalDateTime> local = expression.next(clock.before(after));
        while (local.isPresent()) {
            LocalDateTime candidate = local.get();
            Instant moment = clock.moment(candidate);
            if (calendar.isPresent() && !calendar.get().includes(candidate.toLocalDate())) {
                local = expression.nextAfterDay(candidate.toLocalDate());
            } else if (!moment.isAfter(after)) {
                local = expression.next(candidate);
            } else {
                return Optional.of(new Slot(candidate, moment));
            }
        }
        return Optional.empty();
    }
}
