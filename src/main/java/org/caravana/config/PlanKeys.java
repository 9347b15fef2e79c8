package org.caravana.config;

import static org.caravana.config.Key.Section.PLAN;
import static org.caravana.config.Key.defaulted;
import static org.caravana.config.Key.optional;
import static org.caravana.config.Key.required;

import java.time.Duration;
import java.util.List;
import org.caravana.config.Key.Fallback;

/** The settings of a plan. */
final class PlanKeys {
    static final Key<List<String>> SOURCES = required(
            PLAN,
            "plan.NAME.sources",
            ValueType.LIST,
            "conan,systems",
            "The databases and directories, captured in this order.");
    static final Key<List<String>> TARGETS =
            required(PLAN, "plan.NAME.targets", ValueType.LIST, "annex,cloud", "The targets that get a copy each.");
    static final Key<String> SCHEDULE = required(
            PLAN,
            "plan.NAME.schedule",
            ValueType.CRON,
            "0 0 19 ? * MON-SAT",
            "When it fires: a Quartz cron expression, read in `office.zone`.");
    static final Key<String> CALENDAR = optional(
            PLAN,
            "plan.NAME.calendar",
            ValueType.TEXT,
            "friday-from-day-4",
            "The calendar that chooses the day of the month, where cron cannot; see [schedules](schedules.md).");
    static final Key<Duration> START_WINDOW = defaulted(
            PLAN,
            "plan.NAME.start-window",
            ValueType.DURATION,
            Fallback.of("1h"),
            "2h",
            "How long after the scheduled time a job may start.");
    static final Key<Duration> COMPLETION_WINDOW = defaulted(
            PLAN,
            "plan.NAME.completion-window",
            ValueType.DURATION,
            Fallback.of("48h"),
            "12h",
            "How long after the scheduled time a job may take.");
    static final Key<Duration> ANNOUNCE_BEFORE = defaulted(
            PLAN,
            "plan.NAME.announce-before",
            ValueType.DURATION,
            Fallback.of("15m"),
            "30m",
            "How long before the scheduled time people are told.");
    static final Key<Duration> KEEP = defaulted(
            PLAN,
            "plan.NAME.keep",
            ValueType.DURATION,
            Fallback.of("31d"),
            "92d",
            "How long a backup is kept at least.");
    static final Key<String> CYCLE = defaulted(
            PLAN,
            "plan.NAME.cycle",
            ValueType.oneOf("week", "month", "quarter"),
            Fallback.of("month"),
            "quarter",
            "How often everything is read and sent anew.");

    static final Key<Integer> SIZE_ALARM = defaulted(
            PLAN,
            "plan.NAME.size-alarm",
            ValueType.PERCENT,
            Fallback.of("50%"),
            "30%",
            "By how much a source may shrink or grow from one backup to the next before it is an alarm, see"
                    + " [retention](retention.md); `off` for by any.");

    static final List<Key<?>> ALL = List.of(
            SOURCES,
            TARGETS,
            SCHEDULE,
            CALENDAR,
            START_WINDOW,
            COMPLETION_WINDOW,
            ANNOUNCE_BEFORE,
            KEEP,
            CYCLE,
            SIZE_ALARM);

    private PlanKeys() {}
}
