package org.caravana.dump;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlainWordsTest {
    private static final List<String> SHOW =
            List.of("sh", "-c", "printf '%s|' \"$@\" \"$A\" \"$B\" \"${CARAVANA_DECODE-none}\"", "sh");

    @Test
    void wordsOfPlainLettersGoAsTheyAre() {
        List<String> words = List.of("pg_dump", "--format=custom", "a\\b");
        assertThat(PlainWords.of(words, Map.of("A", "b"))).isEqualTo(new PlainWords(words, Map.of("A", "b")));
    }

    @Test
    void whatALocaleMayLackArrivesByteForByte() throws Exception {
        List<String> odd = List.of("Folha São João", "", "\\0101 \\n %s %b", "100 % '\"$HOME`", "ends so\n", "😀");
        List<String> words = new ArrayList<>(SHOW);
        words.addAll(odd);
        PlainWords plain = PlainWords.of(words, Map.of("A", "sênha\\n 'x'", "B", "plain\\n"));
        assertThat(plain.words()).allMatch(StandardCharsets.US_ASCII.newEncoder()::canEncode);
        assertThat(plain.environment().values()).allMatch(StandardCharsets.US_ASCII.newEncoder()::canEncode);
        assertThat(printed(plain)).isEqualTo(String.join("|", odd) + "|sênha\\n 'x'|plain\\n|none|");
    }

    @Test
    void aSecretStaysInTheEnvironment() {
        PlainWords plain = PlainWords.of(List.of("pg_dump"), Map.of("PGPASSWORD", "sênha"));
        assertThat(plain.words()).noneMatch(word -> word.contains("nha"));
    }

    private static String printed(PlainWords plain) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(plain.words());
        builder.environment().putAll(plain.environment());
        builder.environment().put("LC_ALL", "C");
        Process process = builder.start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return printed;
    }
}
