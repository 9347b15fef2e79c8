package org.caravana.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What commands say to people, in the office's language; English sentences are the keys, as with gettext. */
final class Translation {
    private static final Pattern PLACE = Pattern.compile("\\{(\\d)}");
    private static final String ARROW = " => ";

    private final List<Phrase> phrases;

    private record Phrase(Pattern english, String other) {}

    private Translation(List<Phrase> phrases) {
        this.phrases = phrases;
    }

    /** @param language {@code pt-BR}; any other leaves everything in English */
    static Translation to(Locale language) {
        return new Translation(language.getLanguage().equals("pt") ? read("phrases_pt-BR.txt") : List.of());
    }

    private static List<Phrase> read(String resource) {
        List<Phrase> phrases = new ArrayList<>();
        try (InputStream in = Translation.class.getResourceAsStream(resource)) {
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.contains(ARROW) && !line.startsWith("#"))
                    .map(line -> line.split(ARROW, 2))
                    .forEach(pair -> phrases.add(new Phrase(pattern(pair[0]), pair[1])));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return List.copyOf(phrases);
    }

    private static Pattern pattern(String english) {
        StringBuilder pattern = new StringBuilder();
        Matcher places = PLACE.matcher(english);
        int from = 0;
        while (places.find()) {
            pattern.append(Pattern.quote(english.substring(from, places.start())))
                    .append("(?<p")
                    .append(places.group(1))
                    .append(">.+?)");
            from = places.end();
        }
        return Pattern.compile(pattern + Pattern.quote(english.substring(from)), Pattern.DOTALL);
    }

    /** The sentence in that language, or as it is where there is none. */
    String of(String english) {
        for (Phrase phrase : phrases) {
            Matcher found = phrase.english().matcher(english);
            if (found.matches()) {
                return PLACE.matcher(phrase.other())
                        .replaceAll(place -> Matcher.quoteReplacement(found.group("p" + place.group(1))));
            }
        }
        return english;
    }
}
