package org.caravana.config;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.caravana.plan.BusinessDays;
import org.caravana.plan.Calendar;
import org.caravana.plan.Schedule;

/** The calendars that plans can name: those that are always there, and the settings' own. */
final class Calendars {
    private final Values values;
    private final Names names;

    Calendars(Values values, Names names) {
        this.values = values;
        this.names = names;
    }

    Set<String> known() {
        Set<String> known = new TreeSet<>(Calendar.RULES.keySet());
        known.addAll(names.of("calendar"));
        return known;
    }

    /** @throws org.caravana.plan.InvalidScheduleException if weekdays, country or holidays are wrong */
    BusinessDays businessDays() {
        return BusinessDays.of(
                values.get(CalendarKeys.BUSINESS_DAYS),
                values.get(CalendarKeys.COUNTRY),
                values.optional(CalendarKeys.HOLIDAYS).orElse(List.of()));
    }

    /**
     * When a plan fires.
     *
     * @throws org.caravana.plan.InvalidScheduleException if expression and calendar do not fit together
     */
    Schedule schedule(String plan) {
        Optional<Calendar> calendar = values.optional(PlanKeys.CALENDAR, plan)
                .flatMap(this::rule)
                .map(rule -> new Calendar(rule, businessDays()));
        ZoneId zone = values.get(OfficeKeys.ZONE);
        return values.optional(PlanKeys.SCHEDULE, plan)
                .map(cron -> new Schedule(cron, zone, calendar))
                .orElseGet(() -> Schedule.none(zone));
    }

    private Optional<String> rule(String name) {
        return names.of("calendar").contains(name)
                ? values.optional(CalendarKeys.RULE, name)
                : Optional.ofNullable(Calendar.RULES.get(name));
    }
}
