package org.caravana.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CyclePeriodTest {

    @ParameterizedTest
    @CsvSource({
        "MONTH, 2026-11-22T12:00:00Z, 2026-11",
        "MONTH, 2026-12-01T02:59:59Z, 2026-11",
        "MONTH, 2026-12-01T03:00:00Z, 2026-12",
        "QUARTER, 2026-12-31T12:00:00Z, 2026-Q4",
        "QUARTER, 2027-01-01T02:00:00Z, 2026-Q4",
        "QUARTER, 2027-01-01T03:00:00Z, 2027-Q1",
        "WEEK, 2026-11-22T12:00:00Z, 2026-W47",
        "WEEK, 2026-11-23T12:00:00Z, 2026-W48",
        "WEEK, 2027-01-01T12:00:00Z, 2026-W53",
        "WEEK, 2024-12-30T12:00:00Z, 2025-W01",
    })
    void aCycleIsNamedByTheLocalDay(CyclePeriod period, Instant scheduled, String name) {
        assertThat(period.nameOf(scheduled, ZoneId.of("America/Sao_Paulo"))).isEqualTo(name);
    }
}
