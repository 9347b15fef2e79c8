package org.caravana.plan;

import java.text.ParseException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TimeZone;
import org.quartz.CronExpression;

/** A Quartz cron expression, read on a wall clock that is never changed. */
final class Cron {
    private static final String SAMPLE =
            "write second minute hour day-of-month month weekday, for example 0 0 19 ? * MON-SAT";
    private static final int DAY_OF_MONTH = 3;
    private static final int MONTH = 4;
    private static final int DAY_OF_WEEK = 5;
    private static final Set<String> ANY = Set.of("*", "?");

    private final String[] fields;
    private final CronExpression expression;

    Cron(String text) {
        fields = text.trim().split("\\s+");
        requireOneKindOfDay(text);
        try {
            expression = new CronExpression(text.trim().toUpperCase(Locale.ROOT));
        } catch (ParseException e) {
            throw new InvalidScheduleException("'" + text + "' is no schedule: " + e.getMessage(), SAMPLE);
        }
        expression.setTimeZone(TimeZone.getTimeZone(ZoneOffset.UTC));
    }

    private void requireOneKindOfDay(String text) {
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

    /** Whether it fires on every day, so that something else may choose the day. */
    boolean daily() {
        return fields.length == 6
                && ANY.contains(fields[DAY_OF_MONTH])
                && ANY.contains(fields[MONTH])
                && ANY.contains(fields[DAY_OF_WEEK]);
    }

    Optional<LocalDateTime> next(LocalDateTime after) {
        return Optional.ofNullable(expression.getNextValidTimeAfter(Date.from(after.toInstant(ZoneOffset.UTC))))
                .map(date -> LocalDateTime.ofInstant(date.toInstant(), ZoneOffset.UTC));
    }

    /** The same, but not before the day after. */
    Optional<LocalDateTime> nextAfterDay(LocalDate day) {
        return next(day.plusDays(1).atStartOfDay().minusSeconds(1));
    }
}
