package org.caravana.plan;

import java.time.DayOfWeek;
import java.time.format.TextStyle;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** Weekdays as settings write them: {@code FRI}, {@code MON-SAT}, {@code MON,WED,FRI}. */
final class Weekdays {
    private Weekdays() {}

    /** @throws InvalidScheduleException if it is none */
    static Set<DayOfWeek> parse(String text) {
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        for (String part : text.split(",", -1)) {
            String[] ends = part.strip().split("-", 2);
            DayOfWeek last = day(ends[ends.length - 1]);
            DayOfWeek day = day(ends[0]);
            days.add(day);
            while (day != last) {
                day = day.plus(1);
                days.add(day);
            }
        }
        return days;
    }

    static DayOfWeek day(String text) {
        for (DayOfWeek day : DayOfWeek.values()) {
            if (day.name().substring(0, 3).equalsIgnoreCase(text.strip())) {
                return day;
            }
        }
        throw new InvalidScheduleException(
                "'" + text.strip() + "' is no weekday", "write MON, TUE, WED, THU, FRI, SAT or SUN");
    }

    /** As people say it, for example {@code Friday}. */
    static String told(DayOfWeek day) {
        return day.getDisplayName(TextStyle.FULL, Locale.ENGLISH);
    }
}
