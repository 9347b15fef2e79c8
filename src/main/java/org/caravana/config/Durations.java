package org.caravana.config;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as people write them: {@code 15m}, {@code 1h30m}, {@code 31d}; ISO 8601 ({@code PT15M}) too. */
final class Durations {
    private static final Pattern SHORT =
            Pattern.compile("(?:(\\d{1,6})d)?(?:(\\d{1,6})h)?(?:(\\d{1,6})m)?(?:(\\d{1,6})s)?");

    private Durations() {}

    /** @throws ValueType.Misfit if it is no duration, or none of at least a second */
    static Duration parse(String text) {
        Duration duration = text.startsWith("P") || text.startsWith("p") ? iso(text) : brief(text);
        if (duration.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new ValueType.Misfit("'" + text + "' is too short", "write at least 1s");
        }
        return duration;
    }

    /** In the form that {@link #parse} and Camel's timers both read; whole seconds. */
    static String format(Duration duration) {
        StringBuilder text = new StringBuilder();
        part(text, duration.toDaysPart(), 'd');
        part(text, duration.toHoursPart(), 'h');
        part(text, duration.toMinutesPart(), 'm');
        part(text, duration.toSecondsPart(), 's');
        return text.isEmpty() ? "0s" : text.toString();
    }

    private static void part(StringBuilder text, long amount, char unit) {
        if (amount > 0) {
            text.append(amount).append(unit);
        }
    }

    private static Duration brief(String text) {
        Matcher m = SHORT.matcher(text);
        if (text.isEmpty() || !m.matches()) {
            throw noDuration(text);
        }
        return Duration.ofDays(number(m, 1))
                .plusHours(number(m, 2))
                .plusMinutes(number(m, 3))
                .plusSeconds(number(m, 4));
    }

    private static long number(Matcher m, int group) {
        return m.group(group) == null ? 0 : Long.parseLong(m.group(group));
    }

    private static Duration iso(String text) {
        try {
            return Duration.parse(text);
        } catch (DateTimeParseException e) {
            throw noDuration(text);
        }
    }

    private static ValueType.Misfit noDuration(String text) {
        return new ValueType.Misfit("'" + text + "' is no duration", "write one like 10m, 1h30m, 48h or 31d");
    }
}
