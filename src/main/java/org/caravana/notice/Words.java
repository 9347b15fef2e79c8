package org.caravana.notice;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The office's language: sentences from {@code words_LANGUAGE.properties}, and numbers and times as it writes them. */
final class Words {
    private static final Pattern ARGUMENT = Pattern.compile("\\{(\\d)}");
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
    private static final Locale PORTUGUESE = Locale.forLanguageTag("pt-BR");
    private static final DateTimeFormatter PORTUGUESE_MONTH = DateTimeFormatter.ofPattern("MMMM 'de' uuuu", PORTUGUESE);
    private static final DateTimeFormatter ENGLISH_MONTH = DateTimeFormatter.ofPattern("MMMM uuuu", Locale.ENGLISH);
    private static final Pattern MOMENT =
            Pattern.compile("\\b\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d(:\\d\\d(\\.\\d{1,9})?)?Z\\b");
    private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB", "PiB"};

    private final Properties sentences;
    private final Locale locale;
    private final ZoneId zone;
    private final DateTimeFormatter minute;

    /** @param locale Portuguese of any country gives pt-BR, everything else en */
    Words(Locale locale, ZoneId zone) {
        this.locale = locale.getLanguage().equals("pt") ? PORTUGUESE : Locale.ENGLISH;
        this.zone = zone;
        this.minute = DateTimeFormatter.ofPattern(
                this.locale.equals(PORTUGUESE) ? "dd/MM/uuuu HH:mm" : "uuuu-MM-dd HH:mm", Locale.ROOT);
        this.sentences = read("words_" + this.locale.toLanguageTag() + ".properties");
    }

    private static Properties read(String resource) {
        try (InputStream in = Words.class.getResourceAsStream(resource)) {
            Properties properties = new Properties();
            properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
            return properties;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Set<String> keys() {
        return sentences.stringPropertyNames();
    }

    String language() {
        return locale.toLanguageTag();
    }

    boolean has(String key) {
        return sentences.containsKey(key);
    }

    /** The sentence of that key with {@code {0}}, {@code {1}} … replaced. */
    String say(String key, List<?> arguments) {
        String sentence = sentences.getProperty(key);
        if (sentence == null) {
            throw new IllegalArgumentException("no words for " + key + " in " + language());
        }
        return ARGUMENT.matcher(sentence)
                .replaceAll(match ->
                        Matcher.quoteReplacement(String.valueOf(arguments.get(Integer.parseInt(match.group(1))))));
    }

    ZoneId zone() {
        return zone;
    }

    /** To the minute, rounded down, so that nothing after it is promised: {@code 2026-11-02 19:00}, 02/11/2026 19:00. */
    String time(Instant instant) {
        return minute.format(instant.atZone(zone));
    }

    /** An event's text, with the times in it as the office writes them. */
    String plain(String text) {
        return MOMENT.matcher(text).replaceAll(found -> time(Instant.parse(found.group())));
    }

    /** {@code October 2026}. */
    String month(YearMonth month) {
        return (locale.equals(PORTUGUESE) ? PORTUGUESE_MONTH : ENGLISH_MONTH).format(month);
    }

    /** The time of the day: {@code 19:00}. */
    String clock(Instant instant) {
        return CLOCK.format(instant.atZone(zone));
    }

    /** What kind of source or target it is; a kind of one's own is called as its routes are. */
    String kind(String kind) {
        return sentences.getProperty("kind." + kind, kind);
    }

    /** Bytes in the largest fitting unit with one decimal: {@code 1.2 GiB}. */
    String size(long bytes) {
        if (bytes < 1024) {
            return bytes + " B";
        }
        double value = bytes;
        int unit = 0;
        while (value >= 1023.95 && unit < UNITS.length - 1) {
            value /= 1024;
            unit++;
        }
        return decimal("0.0").format(value) + " " + UNITS[unit];
    }

    String count(long number) {
        return decimal("#,##0").format(number);
    }

    /** With its sign: {@code +3.4 %}. */
    String percent(double percent) {
        return decimal("+0.0;-0.0").format(percent) + " %";
    }

    /** {@code 2 h 05 min}, {@code 5 min 12 s}, {@code 12 s}; the same in every language. */
    String span(Duration duration) {
        long seconds = duration.toSeconds();
        if (seconds >= 3600) {
            return String.format(Locale.ROOT, "%d h %02d min", seconds / 3600, seconds / 60 % 60);
        }
        if (seconds >= 60) {
            return String.format(Locale.ROOT, "%d min %02d s", seconds / 60, seconds % 60);
        }
        return seconds + " s";
    }

    private DecimalFormat decimal(String pattern) {
        DecimalFormatSymbols symbols = new DecimalFormatSymbols(Locale.ROOT);
        boolean comma = locale.getLanguage().equals("pt");
        symbols.setDecimalSeparator(comma ? ',' : '.');
        symbols.setGroupingSeparator(comma ? '.' : ',');
        return new DecimalFormat(pattern, symbols);
    }
}
