package org.caravana.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** The known word that somebody who wrote an unknown one most likely meant. */
public final class Nearest {
    private Nearest() {}

    /** The nearest of the known words, if it is near enough to be meant: a third of its letters may differ. */
    public static Optional<String> to(String word, Collection<String> known) {
        return known.stream()
                .filter(k -> distance(word, k) <= Math.max(2, k.length() / 3))
                .min(Comparator.<String>comparingInt(k -> distance(word, k)).thenComparing(Comparator.naturalOrder()));
    }

    /** {@code did you mean X?}, or what to say otherwise. */
    public static String hint(String word, Collection<String> known, String otherwise) {
        return to(word, known).map(k -> "did you mean " + k + "?").orElse(otherwise);
    }

    /** Levenshtein's distance, upper and lower case alike. */
    private static int distance(String a, String b) {
        int[] last = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = last[0];
            last[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int differs = same(a.charAt(i - 1), b.charAt(j - 1)) ? 0 : 1;
                int next = Math.min(Math.min(last[j], last[j - 1]) + 1, diagonal + differs);
                diagonal = last[j];
                last[j] = next;
            }
        }
        return last[b.length()];
    }

    private static boolean same(char a, char b) {
        return Character.toLowerCase(a) == Character.toLowerCase(b);
    }
}
