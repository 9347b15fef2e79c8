package org.caravana.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDateTime;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WorkingHoursTest {
    private static final ZoneId ZONE = ZoneId.of("America/Sao_Paulo");

    @ParameterizedTest
    @CsvSource({
        "2026-11-02T08:00, true",
        "2026-11-02T17:59, true",
        "2026-11-02T18:00, false",
        "2026-11-02T07:59, false",
        "2026-11-07T12:00, false"
    })
    void theirBeginningIsInTheirEndIsNot(LocalDateTime time, boolean included) {
        WorkingHours hours = WorkingHours.parse("MON-FRI 08:00-18:00");

        assertThat(hours.include(time.atZone(ZONE).toInstant(), ZONE)).isEqualTo(included);
    }

    @ParameterizedTest
    @CsvSource({"2026-11-06T23:00, true", "2026-11-07T05:59, true", "2026-11-07T06:00, false", "2026-11-06T05:00, false"
    })
    void hoursThatPassMidnightBelongToTheDayOnWhichTheyBegin(LocalDateTime time, boolean included) {
        WorkingHours hours = WorkingHours.parse("FRI 22:00-06:00");

        assertThat(hours.include(time.atZone(ZONE).toInstant(), ZONE)).isEqualTo(included);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "MON-FRI", "MON-FRI 8-18", "MON-FRI 08:00-25:00", "XYZ 08:00-18:00"})
    void whatIsNoneIsSaidToBeWithAHint(String text) {
        assertThatThrownBy(() -> WorkingHours.parse(text))
                .isInstanceOf(InvalidScheduleException.class)
                .hasMessageContaining("HINT");
    }
}
