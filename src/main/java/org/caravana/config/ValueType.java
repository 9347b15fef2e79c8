package org.caravana.config;

import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.caravana.plan.InvalidScheduleException;
import org.caravana.plan.WorkingHours;

/**
 * What form a setting's value has: how it is called in the documentation, and how its text is read.
 *
 * @param told the name for people, for example {@code duration}
 */
record ValueType<T>(String told, Parser<T> parser) {

    private static final long LEAST_BANDWIDTH = 16 << 10;

    static final ValueType<String> TEXT = new ValueType<>("text", (text, home) -> text);
    static final ValueType<List<String>> LIST = new ValueType<>("list", (text, home) -> Values.split(text));
    static final ValueType<List<String>> PATTERNS = new ValueType<>("patterns", (text, home) -> Patterns.split(text));
    static final ValueType<Path> PATTERN_FILE =
            new ValueType<>("file of patterns", (text, home) -> Patterns.requireFile(path(text, home)));
    static final ValueType<Path> CERTIFICATES =
            new ValueType<>("file of certificates", (text, home) -> CertificateFile.require(path(text, home)));
    static final ValueType<Long> SIZE = new ValueType<>("size", (text, home) -> size(text));
    static final ValueType<Integer> PERCENT = new ValueType<>("percentage or off", (text, home) -> percent(text));
    static final ValueType<Integer> SHARE = new ValueType<>("share", (text, home) -> share(text));
    static final ValueType<String> CRON_OR_OFF = new ValueType<>(
            "schedule or off", (text, home) -> text.equalsIgnoreCase("off") ? "off" : CronCheck.checked(text));
    static final ValueType<Path> PATH = new ValueType<>("path", (text, home) -> path(text, home));
    static final ValueType<Path> PRIVATE_FILE = new ValueType<>("private file", ValueType::privateFile);
    static final ValueType<Path> SECRET_FILE = new ValueType<>("secret", ValueType::privateFile);
    static final ValueType<Duration> DURATION = new ValueType<>("duration", (text, home) -> Durations.parse(text));
    /** Zero where it is {@code off}. */
    static final ValueType<Duration> DURATION_OR_OFF = new ValueType<>(
            "duration, or off", (text, home) -> text.equalsIgnoreCase("off") ? Duration.ZERO : Durations.parse(text));

    /** {@link Integer#MAX_VALUE} where it is {@code all}. */
    static final ValueType<Integer> COUNT_OR_ALL = new ValueType<>(
            "number, or all",
            (text, home) -> text.equalsIgnoreCase("all") ? Integer.MAX_VALUE : number(text, 0, 10_000));

    static final ValueType<ZoneId> ZONE = new ValueType<>("time zone", (text, home) -> zone(text));
    static final ValueType<String> CRON = new ValueType<>("schedule", (text, home) -> CronCheck.checked(text));
    static final ValueType<String> WORKING_HOURS = new ValueType<>("working hours", (text, home) -> workingHours(text));
    static final ValueType<Long> BANDWIDTH = new ValueType<>("bytes a second", (text, home) -> bandwidth(text));
    static final ValueType<String> RULE = new ValueType<>("rule", (text, home) -> CronCheck.rule(text));

    static ValueType<Integer> whole(int least, int most) {
        return new ValueType<>("number, " + least + " to " + most, (text, home) -> number(text, least, most));
    }

    static ValueType<String> oneOf(String... words) {
        List<String> choice = List.of(words);
        String told = String.join(" or ", choice);
        return new ValueType<>(told, (text, home) -> choice.stream()
                .filter(text::equalsIgnoreCase)
                .findFirst()
                .orElseThrow(() -> new Misfit("'" + text + "' is none of its values", "write " + told)));
    }

    /** Text that has to match a pattern. */
    static ValueType<String> matching(String told, String pattern, String hint) {
        return new ValueType<>(told, (text, home) -> {
            if (!text.matches(pattern)) {
                throw new Misfit("'" + text + "' is no " + told, hint);
            }
            return text;
        });
    }

    boolean isSecret() {
        return this == SECRET_FILE;
    }

    private static Path path(String text, Path home) {
        if (text.indexOf('\0') >= 0) {
            throw new Misfit("a path cannot hold a zero byte", "write a plain path");
        }
        return home.resolve(text).toAbsolutePath().normalize();
    }

    private static Path privateFile(String text, Path home) {
        Path file = path(text, home);
        PrivateFile.requireNotShared(file);
        return file;
    }

    private static long size(String text) {
        String hint = "write bytes, or a number with k, m, g or t, for example 2g";
        Matcher size = Pattern.compile("(\\d{1,12})([kmgt]?)").matcher(text.toLowerCase(Locale.ROOT));
        if (!size.matches()) {
            throw new Misfit("'" + text + "' is no size", hint);
        }
        int power = size.group(2).isEmpty() ? 0 : "kmgt".indexOf(size.group(2)) + 1;
        try {
            return Math.multiplyExact(Long.parseLong(size.group(1)), 1L << 10 * power);
        } catch (ArithmeticException e) {
            throw new Misfit(text + " is out of range", hint);
        }
    }

    private static int percent(String text) {
        if (text.equalsIgnoreCase("off")) {
            return 0;
        }
        if (!text.matches("\\d{1,4}%")) {
            throw new Misfit("'" + text + "' is no percentage", "write one like 50%, or off");
        }
        return number(text.substring(0, text.length() - 1), 1, 9999);
    }

    private static int share(String text) {
        if (!text.matches("\\d{1,3}%")) {
            throw new Misfit("'" + text + "' is no share", "write one from 1% to 100%");
        }
        return number(text.substring(0, text.length() - 1), 1, 100);
    }

    private static long bandwidth(String text) {
        long rate = size(text);
        if (rate < LEAST_BANDWIDTH) {
            throw new Misfit(
                    "'" + text + "' is too little", "write at least 16k; the unit is bytes a second, not bits");
        }
        return rate;
    }

    private static String workingHours(String text) {
        try {
            WorkingHours.parse(text);
            return text;
        } catch (InvalidScheduleException e) {
            throw new Misfit(e.what(), e.hint());
        }
    }

    private static ZoneId zone(String text) {
        try {
            return ZoneId.of(text);
        } catch (java.time.DateTimeException e) {
            String near = Nearest.hint(text, ZoneId.getAvailableZoneIds(), "write one like America/Sao_Paulo");
            throw new Misfit("'" + text + "' is no time zone", near);
        }
    }

    private static int number(String text, int least, int most) {
        String hint = "write a whole number from " + least + " to " + most;
        try {
            int number = Integer.parseInt(text);
            if (number < least || number > most) {
                throw new Misfit(text + " is out of range", hint);
            }
            return number;
        } catch (NumberFormatException e) {
            throw new Misfit("'" + text + "' is no number", hint);
        }
    }

    /** How the value stands in a Camel placeholder. */
    String placeholder(T value) {
        if (value instanceof List<?> list) {
            return String.join(",", list.stream().map(Object::toString).toList());
        }
        return value instanceof Duration d ? Durations.format(d) : value.toString();
    }

    /** Reads a value's text. */
    @FunctionalInterface
    interface Parser<T> {
        /**
         * @param home relative paths start there
         * @throws Misfit if the text has not the form
         */
        T parse(String text, Path home);
    }

    /** A value's text has not the form that it ought to have. */
    static final class Misfit extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final String hint;

        Misfit(String what, String hint) {
            super(what, null, false, false);
            this.hint = hint;
        }

        String hint() {
            return hint;
        }
    }
}
