package org.caravana.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.caravana.repository.LocalStore;
import org.junit.jupiter.api.Test;

class ClockComparisonTest {
    private static final Duration WRONG = Duration.ofHours(-26);
    private static final Duration DRIFT = Duration.ofMinutes(59);

    @Test
    void anHourIsDriftAndMoreIsNot() {
        assertThat(ClockComparison.differs(Duration.ofHours(1))).isFalse();
        assertThat(ClockComparison.differs(Duration.ofHours(-1))).isFalse();
        assertThat(ClockComparison.differs(Duration.ofMinutes(61))).isTrue();
        assertThat(ClockComparison.differs(Duration.ofMinutes(-61))).isTrue();
    }

    @Test
    void aTargetWhoseClockDiffersKeepsWhatItHas() {
        ClockComparison annex = of("annex", "annex");

        annex.add("annex", WRONG);

        assertThat(annex.objection())
                .hasValueSatisfying(why -> assertThat(why).contains("annex", "1 d 2 h behind this machine's"));
    }

    @Test
    void aTargetThatTellsNoTimeIsTakenAtItsWord() {
        ClockComparison annex = of("annex", "annex");

        annex.add("annex", null);

        assertThat(annex.objection()).isEmpty();
    }

    @Test
    void aTargetThatFailedIsLeftAlone() {
        assertThatThrownBy(() -> of("annex", "annex").failed("annex", new IOException("gone")))
                .hasMessage("gone");
    }

    @Test
    void oneTargetThatAgreesIsEnoughForTheRepository() {
        ClockComparison repository = of(LocalStore.NAME, "annex", "cloud");
        repository.add("annex", WRONG);
        assertThat(repository.objection()).isPresent();

        repository.add("cloud", DRIFT);

        assertThat(repository.objection()).isEmpty();
    }

    @Test
    void theRepositoryKeepsWhatItHasWhileNoTargetAnswers() throws Exception {
        ClockComparison repository = of(LocalStore.NAME, "annex", "cloud");
        repository.failed("annex", new IOException("gone"));
        assertThat(repository.objection()).isEmpty();

        repository.failed("cloud", new IOException("gone"));

        assertThat(repository.objection()).isPresent();
    }

    @Test
    void peopleReadHowFarItIs() {
        assertThat(ClockComparison.words(Duration.ofSeconds(3))).isEqualTo("is 3 s ahead of this machine's");
        assertThat(ClockComparison.words(Duration.ofSeconds(-63))).isEqualTo("is 1 min 3 s behind this machine's");
        assertThat(ClockComparison.words(Duration.ofMinutes(125))).isEqualTo("is 2 h 5 min ahead of this machine's");
        assertThat(ClockComparison.words(Duration.ZERO)).isEqualTo("is this machine's to the second");
    }

    private static ClockComparison of(String place, String... targets) {
        return new ClockComparison(new Place(1, "night", place), List.of(targets));
    }
}
