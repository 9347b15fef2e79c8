package org.caravana.plan;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.IsoFields;
import java.util.Locale;

/** How often a plan begins a new cycle, and so reads and sends everything anew. */
public enum CyclePeriod {
    WEEK,
    MONTH,
    QUARTER;

    /** How long nights may go on in the cycle before, until the new one's first backup is verified everywhere. */
    public static final Duration LONGEST_OVERLAP = Duration.ofDays(14);

    /**
     * How long after a cycle's calendar end a night may still go into it: the next cycle's first backup may be late itself,
     * by as much. Locks of objects count on it, so it has to have an end.
     */
    static final Duration LATEST_NIGHT = LONGEST_OVERLAP.multipliedBy(2);

    /** The shortest that a cycle may be by the calendar. */
    public Duration shortest() {
        return Duration.ofDays(
                switch (this) {
                    case WEEK -> 7;
                    case MONTH -> 28;
                    case QUARTER -> 90;
                });
    }

    /** The name of the cycle that a time falls into: {@code 2026-W47}, {@code 2026-11} or {@code 2026-Q4}. */
    public String nameOf(Instant scheduled, ZoneId zone) {
        LocalDate day = LocalDate.ofInstant(scheduled, zone);
        return switch (this) {
            case WEEK ->
                name("%04d-W%02d", day.get(IsoFields.WEEK_BASED_YEAR), day.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
            case MONTH -> name("%04d-%02d", day.getYear(), day.getMonthValue());
            case QUARTER -> name("%04d-Q%d", day.getYear(), day.get(IsoFields.QUARTER_OF_YEAR));
        };
    }

    private static String name(String format, int year, int part) {
        return String.format(Locale.ROOT, format, year, part);
    }
}
