package org.caravana.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SettingsTableTest {
    private static final Path PAGE = Path.of("docs/settings.md");

    @Test
    void thePageOfSettingsIsWhatTheReaderReads() throws IOException {
        if (Boolean.getBoolean("caravana.write-settings-page")) {
            Files.writeString(PAGE, SettingsTable.markdown());
        }

        assertThat(PAGE).hasContent(SettingsTable.markdown());
    }

    @Test
    void everyKeyStandsOnceAndSaysWhatItDoes() {
        assertThat(Keys.ALL).extracting(key -> key.section() + key.pattern()).doesNotHaveDuplicates();
        assertThat(Keys.ALL).allSatisfy(key -> {
            assertThat(key.description()).matches("[A-Z].*\\.");
            assertThat(key.example()).isNotBlank();
            assertThat(key.pattern()).isEqualTo(key.pattern().trim());
        });
    }

    @Test
    void everyConstantOfTheTableIsInItsList() {
        long constants = java.util.Arrays.stream(Keys.class.getDeclaredFields())
                .filter(field -> field.getType() == Key.class)
                .count();

        assertThat(Keys.ALL).hasSize((int) constants);
    }
}
