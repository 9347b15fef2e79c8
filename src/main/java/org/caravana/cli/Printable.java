package org.caravana.cli;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;

/** How values are shown to people. */
final class Printable {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final Pattern MOMENT =
            Pattern.compile("\\b\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d(:\\d\\d(\\.\\d{1,9})?)?Z\\b");
    private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB", "PiB"};

    private Printable() {}

    /** Without control characters: a file's name must not be able to steer a terminal. */
    static String text(String text) {
        StringBuilder shown = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (Character.isISOControl(c)) {
                shown.append(String.format("\\%03o", c));
            } else {
                shown.appendCodePoint(c);
            }
        });
        return shown.toString();
    }

    /** Not longer than that; what is cut ends in an ellipsis. */
    static String cut(String text, int most) {
        return text == null || text.length() <= most ? text : text.substring(0, most - 1) + "…";
    }

    /** An event's text with the times in it, which are UTC, in the zone. */
    static String moments(String text, ZoneId zone) {
        return text == null ? null : MOMENT.matcher(text).replaceAll(found -> time(Instant.parse(found.group()), zone));
    }

    static String time(Instant time, ZoneId zone) {
        return time == null ? null : TIME.format(time.atZone(zone));
    }

    /** In units of 1,024, three digits. */
    static String size(long bytes) {
        double size = bytes;
        int unit = 0;
        while (size >= 1024 && unit < UNITS.length - 1) {
            size /= 1024;
            unit++;
        }
        String form = unit == 0 || size >= 100 ? "%.0f %s" : size >= 10 ? "%.1f %s" : "%.2f %s";
        return String.format(java.util.Locale.ROOT, form, size, UNITS[unit]);
    }
}
