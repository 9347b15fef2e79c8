package org.caravana.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleTest {
    private static final ZoneId SAO_PAULO = ZoneId.of("America/Sao_Paulo");
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    private static final Schedule NIGHTLY = new Schedule("0 0 19 ? * MON-SAT", SAO_PAULO);

    @Test
    void aWeeksFiringsLeaveSundayOut() {
        assertThat(NIGHTLY.next(Instant.parse("2026-11-06T12:00:00Z"), 3))
                .containsExactly(
                        Instant.parse("2026-11-06T22:00:00Z"),
                        Instant.parse("2026-11-07T22:00:00Z"),
                        Instant.parse("2026-11-09T22:00:00Z"));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-06T22:00:00Z, 2026-11-06T22:00:00Z",
        "2026-11-06T21:59:59Z, 2026-11-05T22:00:00Z",
        "2026-11-09T03:00:00Z, 2026-11-07T22:00:00Z",
    })
    void theFiringBeforeATimeMayBeAtThatTime(Instant at, Instant expected) {
        assertThat(NIGHTLY.previous(at)).contains(expected);
    }

    @Test
    void aLeapDaysScheduleFindsTheFiringYearsAgo() {
        Schedule leap = new Schedule("0 0 12 29 2 ?", SAO_PAULO);
        assertThat(leap.previous(Instant.parse("2027-06-01T00:00:00Z")))
                .contains(Instant.parse("2024-02-29T15:00:00Z"));
    }

    @Test
    void aScheduleThatIsOverHasNoNextFiring() {
        Schedule once = new Schedule("0 0 12 1 1 ? 2020", SAO_PAULO);
        assertThat(once.next(Instant.parse("2026-01-01T00:00:00Z"))).isEmpty();
        assertThat(once.next(Instant.parse("2026-01-01T00:00:00Z"), 5)).isEmpty();
    }

    @Test
    void eachDayHasOneFiringWhenTheClocksChange() {
        Schedule evening = new Schedule("0 0 19 * * ?", NEW_YORK);
        assertThat(evening.next(Instant.parse("2026-03-07T12:00:00Z"), 2))
                .containsExactly(Instant.parse("2026-03-08T00:00:00Z"), Instant.parse("2026-03-08T23:00:00Z"));
        assertThat(evening.next(Instant.parse("2026-10-31T12:00:00Z"), 2))
                .containsExactly(Instant.parse("2026-10-31T23:00:00Z"), Instant.parse("2026-11-02T00:00:00Z"));
    }

    @Test
    void previousAndNextAgreeOnDaysWithAChangeOfClocks() {
        for (String cron : List.of("0 30 1 * * ?", "0 30 2 * * ?", "0 0 3 * * ?", "0 0/20 * * * ?")) {
            Schedule schedule = new Schedule(cron, NEW_YORK);
            for (String day : List.of("2026-03-07T12:00:00Z", "2026-10-31T12:00:00Z")) {
                for (Instant firing : schedule.next(Instant.parse(day), 3)) {
                    assertThat(schedule.previous(firing)).as(cron).contains(firing);
                    assertThat(schedule.next(firing.minusMillis(1))).as(cron).contains(firing);
                }
            }
        }
    }

    @Test
    void anHourThatTheSpringNightSkipsFiresAtTheNextMinuteThatExists() {
        Schedule halfPastTwo = new Schedule("0 30 2 * * ?", NEW_YORK);
        Instant three = Instant.parse("2026-03-08T07:00:00Z");
        assertThat(halfPastTwo.next(Instant.parse("2026-03-07T12:00:00Z"), 2))
                .containsExactly(three, Instant.parse("2026-03-09T06:30:00Z"));
        assertThat(halfPastTwo.moved(three)).isTrue();
        assertThat(halfPastTwo.moved(Instant.parse("2026-03-09T06:30:00Z"))).isFalse();
        assertThat(halfPastTwo.reasons(three)).containsExactly("there is no 02:30 that day, the clocks skip it");
    }

    @Test
    void aMidnightThatTheClocksSkippedInBrazilFiredAtOne() {
        assertThat(new Schedule("0 0 0 * * ?", SAO_PAULO).next(Instant.parse("2018-11-03T12:00:00Z")))
                .contains(Instant.parse("2018-11-04T03:00:00Z"));
    }

    @Test
    void aCalendarLeavesNoDayToTheExpression() {
        Calendar calendar = new Calendar("day 4", BusinessDays.of("MON-SAT", "none", List.of()));
        for (String cron : List.of("0 0 23 4 * ?", "0 0 23 ? * MON-SAT", "0 0 23 * 1 ?")) {
            assertThatThrownBy(() -> new Schedule(cron, SAO_PAULO, java.util.Optional.of(calendar)))
                    .isInstanceOf(InvalidScheduleException.class)
                    .hasMessageContaining("calendar");
        }
    }

    @Test
    void anHourThatTheAutumnNightRepeatsHasOneFiring() {
        Schedule halfPastOne = new Schedule("0 30 1 * * ?", NEW_YORK);
        assertThat(halfPastOne.next(Instant.parse("2026-10-31T12:00:00Z"), 2))
                .containsExactly(Instant.parse("2026-11-01T06:30:00Z"), Instant.parse("2026-11-02T06:30:00Z"));
        assertThat(halfPastOne.reasons(Instant.parse("2026-11-01T06:30:00Z")))
                .containsExactly("there are two 01:30 that day, this is the later");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0 0 23 4 * FRI", "0 0 23 * * FRI", "0 0 23 ? * ?"})
    void aCronWhoseKindsOfDayWouldBothApplyIsRefusedWithAReason(String cron) {
        assertThatThrownBy(() -> new Schedule(cron, SAO_PAULO))
                .isInstanceOf(InvalidScheduleException.class)
                .hasMessageContaining("weekday")
                .hasMessageContaining("HINT");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0 19 * * *", " ", "0 0 25 * * ?", "0 0 19 ? * MOO", "every day"})
    void whatIsNoCronIsRefusedWithASample(String cron) {
        assertThatThrownBy(() -> new Schedule(cron, SAO_PAULO))
                .isInstanceOf(InvalidScheduleException.class)
                .hasMessageContaining("0 0 19 ? * MON-SAT");
    }

    @Test
    void onlyAPlanThatSomethingElseStartsHasNone() {
        assertThat(Schedule.none(SAO_PAULO).next(Instant.parse("2026-11-01T00:00:00Z")))
                .isEmpty();
    }
}
