package org.caravana.plan;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeParseException;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * When the office works, for example {@code MON-FRI 08:00-18:00}; hours that pass midnight belong to the day on which
 * they begin.
 */
public record WorkingHours(Set<DayOfWeek> days, LocalTime from, LocalTime to) {
    private static final Pattern FORM = Pattern.compile("(\\S+)\\s+(\\d{2}:\\d{2})-(\\d{2}:\\d{2})");
    private static final String HINT = "write days and times, for example MON-FRI 08:00-18:00";

    /** @throws InvalidScheduleException if it is none */
    public static WorkingHours parse(String text) {
        Matcher form = FORM.matcher(text.strip());
        if (!form.matches()) {
            throw new InvalidScheduleException("'" + text.strip() + "' are no working hours", HINT);
        }
        try {
            return new WorkingHours(
                    Weekdays.parse(form.group(1)), LocalTime.parse(form.group(2)), LocalTime.parse(form.group(3)));
        } catch (DateTimeParseException e) {
            throw new InvalidScheduleException("'" + e.getParsedString() + "' is no time of day", HINT);
        }
    }

    public boolean include(Instant time, ZoneId zone) {
        ZonedDateTime local = time.atZone(zone);
        LocalTime clock = local.toLocalTime();
        if (from.isBefore(to)) {
            return days.contains(local.getDayOfWeek()) && !clock.isBefore(from) && clock.isBefore(to);
        }
        return days.contains(local.getDayOfWeek()) && !clock.isBefore(from)
                || days.contains(local.getDayOfWeek().minus(1)) && clock.isBefore(to);
    }
}
