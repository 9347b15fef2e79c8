package org.caravana.plan;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.temporal.IsoFields;
import java.time.temporal.WeekFields;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The days that a cycle's name stands for.
 *
 * @param first its first day
 * @param last its last day
 */
public record CycleSpan(LocalDate first, LocalDate last) {
    private static final Pattern NAME = Pattern.compile("(\\d{4})-(?:(\\d{2})|W(\\d{2})|Q([1-4]))");
    private static final int WEEK_DAYS = 7;
    private static final int QUARTER_MONTHS = 3;

    /** Empty if it is no cycle's name. */
    public static Optional<CycleSpan> of(String name) {
        Matcher matcher = NAME.matcher(name);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(span(Integer.parseInt(matcher.group(1)), matcher));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** The moment after its last day. */
    public Instant end(ZoneId zone) {
        return end(0, zone);
    }

    /** When that many more cycles have passed after it, by the calendar: a year has twelve months, whatever they have of days. */
    public Instant end(int further, ZoneId zone) {
        LocalDate next = last.plusDays(1);
        return next.plus(Period.between(first, next).multipliedBy(further))
                .atStartOfDay(zone)
                .toInstant();
    }

    /** Until when a night may go into it at the latest, however late the next cycle began. */
    public Instant lastNight(ZoneId zone) {
        return end(zone).plus(CyclePeriod.LATEST_NIGHT);
    }

    private static CycleSpan span(int year, Matcher name) {
        if (name.group(2) != null) {
            YearMonth month = YearMonth.of(year, Integer.parseInt(name.group(2)));
            return new CycleSpan(month.atDay(1), month.atEndOfMonth());
        }
        if (name.group(3) != null) {
            // the fourth of January is in the first week of every ISO year
            LocalDate first = LocalDate.of(year, 1, 4)
                    .with(IsoFields.WEEK_OF_WEEK_BASED_YEAR, Integer.parseInt(name.group(3)))
                    .with(WeekFields.ISO.dayOfWeek(), 1);
            return new CycleSpan(first, first.plusDays(WEEK_DAYS - 1));
        }
        LocalDate first = LocalDate.of(year, (Integer.parseInt(name.group(4)) - 1) * QUARTER_MONTHS + 1, 1);
        return new CycleSpan(first, first.plusMonths(QUARTER_MONTHS).minusDays(1));
    }
}
