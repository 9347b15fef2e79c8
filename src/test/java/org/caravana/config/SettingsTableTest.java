package org.caravana.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
    void everyConstantOfTheSectionsIsInItsList() {
        assertThat(keysDeclaredBesideTheTable()).containsExactlyInAnyOrderElementsOf(Keys.ALL);
    }

    private static List<Key<?>> keysDeclaredBesideTheTable() {
        return new ClassFileImporter()
                .importPackagesOf(Keys.class).stream()
                        .filter(type -> type.getSimpleName().endsWith("Keys"))
                        .flatMap(type -> type.getFields().stream())
                        .filter(field -> field.getRawType().isEquivalentTo(Key.class))
                        .<Key<?>>map(SettingsTableTest::valueOf)
                        .toList();
    }

    private static Key<?> valueOf(JavaField field) {
        try {
            return (Key<?>) field.reflect().get(null);
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }
}
