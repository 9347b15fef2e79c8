package org.caravana.config;

import static org.caravana.config.Key.Section.PLAN;
import static org.caravana.config.Key.defaulted;
import static org.caravana.config.Key.optional;
import static org.caravana.config.Key.required;

import java.nio.file.Path;
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
    static final Key<String> SCHEDULE = optional(
            PLAN,
            "plan.NAME.schedule",
            ValueType.CRON,
            "0 0 19 ? * MON-SAT",
            "When it fires: a Quartz cron expression, read in `office.zone`. This or `watch-folder` is required.");
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
    static final Key<Integer> KEEP_CYCLES = defaulted(
            PLAN,
            "plan.NAME.keep-cycles",
            ValueType.COUNT_OR_ALL,
            Fallback.of("0"),
            "12",
            "How many of the newest cycles each place keeps, whatever their age: `12` with monthly cycles is a year; `all`:"
                    + " nothing is ever discarded.");
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
    static final Key<Integer> READ_BACK = defaulted(
            PLAN,
            "plan.NAME.read-back",
            ValueType.SHARE,
            Fallback.of("100%"),
            "20%",
            "How much of the new packs is read back at targets that do not compare SHA-256 themselves; a copy is SAMPLED"
                    + " where it is less than all, see [targets](targets.md).");
    static final Key<Path> WATCH_FOLDER = optional(
            PLAN,
            "plan.NAME.watch-folder",
            ValueType.PATH,
            "/srv/conan/dumps",
            "A folder in which a file that appears or changes starts the plan; see [schedules](schedules.md).");
    static final Key<String> WATCH_PATTERN = defaulted(
            PLAN,
            "plan.NAME.watch-pattern",
            ValueType.TEXT,
            Fallback.of("*"),
            "*.dmp",
            "The names of the files that do: `*` and `?` stand for any characters and for one; separated by commas.");
    static final Key<Duration> WATCH_AGE = defaulted(
            PLAN,
            "plan.NAME.watch-age",
            ValueType.DURATION,
            Fallback.of("1m"),
            "5m",
            "How long such a file must not have changed before it counts as finished.");
    static final Key<String> RUN_BEFORE = optional(
            PLAN,
            "plan.NAME.run-before",
            ValueType.TEXT,
            "/usr/local/sbin/snapshot make",
            "What the shell runs before each capture; exit code 75 skips this firing. See [commands](hooks.md).");
    static final Key<String> RUN_AFTER = optional(
            PLAN,
            "plan.NAME.run-after",
            ValueType.TEXT,
            "/usr/local/sbin/snapshot drop",
            "What it runs after each capture, whatever became of it, and after a crash.");
    static final Key<String> RUN_ON_FAILURE = optional(
            PLAN,
            "plan.NAME.run-on-failure",
            ValueType.TEXT,
            "logger -p user.err \"$CARAVANA_PLAN $CARAVANA_STATE\"",
            "What it runs when a job has ended FAILED, EXPIRED or PARTIAL.");
    static final Key<Duration> RUN_TIMEOUT = defaulted(
            PLAN,
            "plan.NAME.run-timeout",
            ValueType.DURATION,
            Fallback.of("10m"),
            "1h",
            "How long such a command may take before it is ended and counts as failed.");

    static final Key<Integer> LEVEL =
            optional(PLAN, "plan.NAME.level", ValueType.whole(1, 19), "9", "As `capture.level`, for this plan.");
    static final Key<Integer> THREADS =
            optional(PLAN, "plan.NAME.threads", ValueType.whole(1, 8), "1", "As `capture.threads`, for this plan.");
    static final Key<String> CHUNK_SIZE = optional(
            PLAN, "plan.NAME.chunk-size", CaptureKeys.CHUNK_SIZES, "256k", "As `capture.chunk-size`, for this plan.");

    static final List<Key<?>> ALL = List.of(
            SOURCES,
            TARGETS,
            SCHEDULE,
            CALENDAR,
            START_WINDOW,
            COMPLETION_WINDOW,
            ANNOUNCE_BEFORE,
            KEEP,
            KEEP_CYCLES,
            CYCLE,
            SIZE_ALARM,
            READ_BACK,
            WATCH_FOLDER,
            WATCH_PATTERN,
            WATCH_AGE,
            RUN_BEFORE,
            RUN_AFTER,
            RUN_ON_FAILURE,
            RUN_TIMEOUT,
            LEVEL,
            THREADS,
            CHUNK_SIZE);

    private PlanKeys() {}
}
