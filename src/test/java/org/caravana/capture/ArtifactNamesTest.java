package org.caravana.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.caravana.dump.Dump;
import org.junit.jupiter.api.Test;

class ArtifactNamesTest {
    private final ArtifactNames names = new ArtifactNames("conan", List.of("conan-tax", "systems"));

    @Test
    void aSourcesOnlyDatabaseIsNamedByTheSource() {
        assertThat(names.of(dump(Optional.empty()))).isEqualTo("conan.dump");
    }

    @Test
    void aDatabaseOfAServerIsNamedAfterItAsFarAsANameCan() {
        assertThat(of("Folha_2026")).isEqualTo("conan-folha-2026.dump");
        assertThat(of("../ção")).isEqualTo("conan------o.dump");
    }

    @Test
    void namesThatAreTakenGetANumber() {
        assertThat(of("a b")).isEqualTo("conan-a-b.dump");
        assertThat(of("a_b")).isEqualTo("conan-a-b-2.dump");
        assertThat(of("A b")).isEqualTo("conan-a-b-3.dump");
        assertThat(of("tax")).as("another source's").isEqualTo("conan-tax-2.dump");
    }

    @Test
    void longNamesAreCutAndStayApart() {
        String first = of("x".repeat(70));
        String second = of("x".repeat(71));
        assertThat(first).hasSize(63 + ".dump".length()).isNotEqualTo(second);
        assertThat(second).hasSize(63 + ".dump".length()).endsWith("-2.dump");
    }

    private String of(String database) {
        return names.of(dump(Optional.of(database)));
    }

    private static Dump dump(Optional<String> database) {
        return new Dump(".dump", "pg-custom", database, true, (consumer, stop) -> null);
    }
}
