package org.caravana.repository;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import org.caravana.plan.CyclePeriod;
import org.junit.jupiter.api.Test;

class CycleNameTest {
    private final ZoneId brazil = ZoneId.of("America/Sao_Paulo");

    @Test
    void theMonthIsThePlansNotThatOfGreenwich() {
        Instant lastEvening = Instant.parse("2026-12-01T01:00:00Z");
        assertThat(CycleName.of(CyclePeriod.MONTH, lastEvening, brazil)).isEqualTo("2026-11");
        assertThat(CycleName.of(CyclePeriod.QUARTER, lastEvening, brazil)).isEqualTo("2026-Q4");
        assertThat(CycleName.of(CyclePeriod.WEEK, lastEvening, brazil)).isEqualTo("2026-W49");
    }

    @Test
    void theFirstDaysOfAYearMayBelongToTheLastWeekOfTheYearBefore() {
        assertThat(CycleName.of(CyclePeriod.WEEK, Instant.parse("2027-01-01T12:00:00Z"), brazil))
                .isEqualTo("2026-W53");
    }
}
