package org.caravana.config;

import static org.caravana.config.Key.Section.CALENDAR;
import static org.caravana.config.Key.defaulted;
import static org.caravana.config.Key.optional;
import static org.caravana.config.Key.required;

import java.util.List;
import org.caravana.config.Key.Fallback;

/** The settings of calendars and holidays. */
final class CalendarKeys {
    static final Key<String> RULE = required(
            CALENDAR,
            "calendar.NAME.rule",
            ValueType.RULE,
            "first FRI from day 4 until done",
            "A calendar of your own, used by `plan.NAME.calendar`; see [schedules](schedules.md) for its words.");
    static final Key<String> BUSINESS_DAYS = defaulted(
            CALENDAR,
            "calendar.business-days",
            ValueType.TEXT,
            Fallback.of("MON-SAT"),
            "MON-FRI",
            "The weekdays that are business days unless they are holidays; in Brazil's rule for wages Saturdays are.");
    static final Key<String> COUNTRY = defaulted(
            CALENDAR,
            "calendar.country",
            ValueType.TEXT,
            Fallback.of("BR"),
            "PT",
            "The country whose national holidays are no business days, by its two letters; or `none`.");
    static final Key<List<String>> HOLIDAYS = optional(
            CALENDAR,
            "calendar.holidays",
            ValueType.LIST,
            "2026-10-07,10-07,carnival",
            "Further holidays of the state and the town: a date, a day of every year, or `carnival`, `ash-wednesday`,"
                    + " `corpus-christi`.");

    static final List<Key<?>> ALL = List.of(RULE, BUSINESS_DAYS, COUNTRY, HOLIDAYS);

    private CalendarKeys() {}
}
