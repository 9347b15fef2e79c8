package org.caravana.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TranslationTest {
    private final Translation portuguese = Translation.to(Locale.forLanguageTag("pt-BR"));

    @Test
    void aSentenceIsTranslatedWithWhatStandsInIt() {
        assertThat(portuguese.of("answers, pg_dump 15.14")).isEqualTo("responde, pg_dump 15.14");
        assertThat(portuguese.of("restored systems.tar to /srv/a to b: 12 entries, 1.20 MiB"))
                .isEqualTo("restaurado systems.tar em /srv/a to b: 12 itens, 1.20 MiB");
        assertThat(portuguese.of("/srv/$1 (x) can be read")).isEqualTo("/srv/$1 (x) pode ser lido");
    }

    @Test
    void whatNobodyTranslatedStaysAsItIs() {
        assertThat(portuguese.of("connection refused")).isEqualTo("connection refused");
        assertThat(Translation.to(Locale.ENGLISH).of("everything answers")).isEqualTo("everything answers");
    }

    @Test
    void everySentenceIsOneThatTheProgramSays() throws IOException {
        String sources;
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            sources = files.filter(file -> file.toString().endsWith(".java"))
                    .map(TranslationTest::read)
                    .collect(Collectors.joining());
        }
        List<String> phrases = Files.readAllLines(Path.of("src/main/resources/org/caravana/cli/phrases_pt-BR.txt"));
        assertThat(phrases)
                .filteredOn(line -> line.contains(" => ") && !line.startsWith("#"))
                .allSatisfy(line -> assertThat(line.split(" => ")[0].split("\\{\\d}"))
                        .allSatisfy(part -> assertThat(sources).contains(part.strip())));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
