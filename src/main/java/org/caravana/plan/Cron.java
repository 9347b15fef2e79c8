package org.caravana.plan;

import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Date;
import java.util.Locale;
import java.util.Optional;
import java.util.TimeZone;
import org.quartz.CronExpression;

/** A Quartz cron expression read in a zone. */
final class Cron {
    private static final String SAMPLE =
            "write second minute hour day-of-month month weekday, for example 0 0 19 ? * MON-SAT";
    private static final int DAY_OF_MONTH = 3;
    private static final int DAY_OF_WEEK = 5;
    private static final Duration FARTHEST_BACK = Duration.ofDays(8 * 366);

    private final CronExpression expression;

    Cron(String text, ZoneId zone) {
        requireOneKindOfDay(text, text.trim().split("\\s+"));
        try {
            expression = new CronExpression(text.trim().toUpperCase(Locale.ROOT));
        } catch (ParseException e) {
            throw new InvalidScheduleException("'" + text + "' is no schedule: " + e.getMessage(), SAMPLE);
        }
        expression.setTimeZone(TimeZone.getTimeZone(zone));
    }

    private static void requireOneKindOfDay(String text, String[] fields) {
        if (fields.length < 6 || fields.length > 7) {
            throw new InvalidScheduleException("'" + text + "' has " + fields.length + " fields, not 6 or 7", SAMPLE);
        }
        if (fields[DAY_OF_MONTH].equals("?") == fields[DAY_OF_WEEK].equals("?")) {
            throw new InvalidScheduleException(
                    "'" + text + "' gives day of month '" + fields[DAY_OF_MONTH] + "' and weekday '"
                            + fields[DAY_OF_WEEK] + "'",
                    "write ? for the one that does not matter: cron fires when either holds, where a reader expects"
                            + " both to hold");
        }
    }

    Optional<Instant> next(Instant after) {
        return Optional.ofNullable(expression.getNextValidTimeAfter(Date.from(after)))
                .map(Date::toInstant);
    }

    /** Quartz looks forward only: look back twice as far until something fires, then walk forward to the last. */
    Optional<Instant> previous(Instant atOrBefore) {
        for (Duration back = Duration.ofMinutes(1); back.compareTo(FARTHEST_BACK) < 0; back = back.multipliedBy(2)) {
            Optional<Instant> last = last(atOrBefore.minus(back), atOrBefore);
            if (last.isPresent()) {
                return last;
            }
        }
        return Optional.empty();
    }

    private Optional<Instant> last(Instant after, Instant atOrBefore) {
        Optional<Instant> last = Optional.empty();
        Optional<Instant> next = next(after);
        while (next.isPresent() && !next.get().isAfter(atOrBefore)) {
            last = next;
            next = next(next.get());
        }
        return last;
    }
}
