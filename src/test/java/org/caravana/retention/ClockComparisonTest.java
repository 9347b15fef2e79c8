package org.caravana.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
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
        assertThat(repository.objection()).isEmpty();
        repository.failed("annex", new IOException("gone"));
        repository.add("cloud", null);

        assertThat(repository.objection()).isPresent();
    }

    @Test
    void aDiskWhoseClockIsOursGoesByTheOthers() throws Exception {
        ClockComparison disk = of("disk", "annex", "disk");
        disk.add("annex", WRONG);
        disk.add("disk", Duration.ZERO);
        assertThat(disk.objection()).isPresent();

        ClockComparison sound = of("disk", "annex", "disk");
        sound.add("disk", Duration.ZERO);
        sound.add("annex", DRIFT);
        assertThat(sound.objection()).isEmpty();
    }

    @Test
    void thatADisksClockAgreesTellsTheRepositoryNothing() throws Exception {
        ClockComparison repository = of(LocalStore.NAME, "annex", "disk");
        repository.add("disk", Duration.ZERO);
        repository.failed("annex", new IOException("the difference between the times is too large"));
        assertThat(repository.objection()).isPresent();

        ClockComparison alone = of(LocalStore.NAME, "disk");
        alone.failed("disk", new IOException("not connected"));
        assertThat(alone.objection()).isEmpty();
    }

    @Test
    void aTargetsOwnClockDecidesWhateverTheOthersSay() {
        ClockComparison annex = of("annex", "annex", "cloud");
        annex.add("annex", WRONG);
        annex.add("cloud", DRIFT);

        assertThat(annex.objection()).hasValueSatisfying(why -> assertThat(why).contains("annex"));
    }

    @Test
    void peopleReadHowFarItIs() {
        assertThat(ClockComparison.words(Duration.ofSeconds(3))).isEqualTo("is 3 s ahead of this machine's");
        assertThat(ClockComparison.words(Duration.ofSeconds(-63))).isEqualTo("is 1 min 3 s behind this machine's");
        assertThat(ClockComparison.words(Duration.ofMinutes(125))).isEqualTo("is 2 h 5 min ahead of this machine's");
        assertThat(ClockComparison.words(Duration.ZERO)).isEqualTo("is this machine's to the second");
    }

    private static ClockComparison of(String place, String... targets) {
        return new ClockComparison(new Place(1, "night", place), List.of(targets), Set.of("disk"));
    }
}
