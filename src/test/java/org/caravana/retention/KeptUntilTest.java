package org.caravana.retention;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.caravana.plan.Commands;
import org.caravana.plan.CyclePeriod;
import org.caravana.plan.Plan;
import org.caravana.plan.Schedule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever a cycle's last backup may be, the lock of the cycle's first object holds until that backup is past keep. */
class KeptUntilTest {
    private static final Duration KEEP = Duration.ofDays(31);
    private static final Duration WINDOW = Duration.ofHours(48);

    @ParameterizedTest
    @CsvSource({
        "2026-11, 2026-11-02T22:00:00Z, 2026-12-29T03:00:00Z",
        "2026-W47, 2026-11-16T22:00:00Z, 2026-12-21T03:00:00Z",
        "2026-Q4, 2026-10-01T22:00:00Z, 2027-01-29T03:00:00Z"
    })
    void aFirstPackIsLockedUntilTheLastNightThatMayGoIntoItsCycleIsPastKeep(
            String cycle, Instant sent, Instant lastNight) {
        assertThat(KeptUntil.of(plan(0), cycle, sent))
                .contains(lastNight.plus(WINDOW).plus(KEEP));
    }

    @Test
    void whatIsSentLaterStillIsLockedForKeep() {
        Instant late = Instant.parse("2027-03-01T00:00:00Z");

        assertThat(KeptUntil.of(plan(0), "2026-11", late)).contains(late.plus(KEEP));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-02, 12, 2027-03-01T03:00:00Z",
        "2026-02, 24, 2028-03-01T03:00:00Z",
        "2026-W47, 52, 2027-11-22T03:00:00Z",
        "2026-Q1, 4, 2027-04-01T03:00:00Z"
    })
    void withKeepCyclesSoManyFurtherCyclesPassByTheCalendar(String cycle, int keepCycles, Instant until) {
        assertThat(KeptUntil.of(plan(keepCycles), cycle, Instant.parse("2026-01-01T00:00:00Z")))
                .contains(until);
    }

    @Test
    void withFewCyclesKeepDecides() {
        assertThat(KeptUntil.of(plan(1), "2026-11", Instant.parse("2026-11-02T22:00:00Z")))
                .contains(Instant.parse("2026-12-29T03:00:00Z").plus(WINDOW).plus(KEEP));
    }

    @Test
    void whereAllCyclesAreKeptALockStillEnds() {
        assertThat(KeptUntil.of(plan(Integer.MAX_VALUE), "2026-11", Instant.parse("2026-11-02T22:00:00Z")))
                .contains(Instant.parse("2026-12-29T03:00:00Z").plus(WINDOW).plus(KEEP));
    }

    @Test
    void whatIsNoCycleIsNotLocked() {
        assertThat(KeptUntil.of(plan(0), "lost+found", Instant.EPOCH)).isEmpty();
    }

    private static Plan plan(int keepCycles) {
        return new Plan(
                "night",
                List.of("conan"),
                List.of("cloud"),
                new Schedule("0 0 19 ? * *", ZoneId.of("America/Sao_Paulo")),
                Duration.ofHours(1),
                WINDOW,
                Duration.ZERO,
                KEEP,
                CyclePeriod.MONTH,
                Plan.SIZE_ALARM,
                Commands.NONE,
                Optional.empty(),
                keepCycles,
                Plan.WHOLE);
    }
}
