package org.caravana.dump;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A program's words and environment in letters that every locale has. In the locale C, a service's usual one, Java
 * hands "São" over as "S?o"; so what is not ASCII goes as octal numbers to a shell, which makes the bytes of them
 * ({@code printf %b}) and then becomes the program.
 */
record PlainWords(List<String> words, Map<String, String> environment) {
    private static final String NAMES = "CARAVANA_DECODE";
    private static final String DECODE = """
            for name in $CARAVANA_DECODE; do
              eval "value=\\$$name"; value=$(printf '%b_' "$value"); export "$name=${value%_}"
            done
            unset CARAVANA_DECODE
            for word do shift; word=$(printf '%b_' "$word"); set -- "$@" "${word%_}"; done
            exec "$@\"""";

    static PlainWords of(List<String> words, Map<String, String> environment) {
        List<String> names = environment.keySet().stream()
                .filter(name -> !plain(environment.get(name)))
                .toList();
        if (names.isEmpty() && words.stream().allMatch(PlainWords::plain)) {
            return new PlainWords(words, environment);
        }
        List<String> all = new ArrayList<>(List.of("/bin/sh", "-c", DECODE, "sh"));
        words.forEach(word -> all.add(octal(word)));
        Map<String, String> encoded = new HashMap<>(environment);
        names.forEach(name -> encoded.put(name, octal(environment.get(name))));
        encoded.put(NAMES, String.join(" ", names));
        return new PlainWords(all, encoded);
    }

    private static boolean plain(String text) {
        return text.chars().allMatch(c -> c < 0x80);
    }

    private static String octal(String text) {
        StringBuilder octal = new StringBuilder();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            octal.append(b < 0 || b == '\\' ? "\\0%03o".formatted(b & 0xff) : (char) b);
        }
        return octal.toString();
    }
}
