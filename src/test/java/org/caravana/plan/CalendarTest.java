package org.caravana.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CalendarTest {
    private static final ZoneId ZONE = ZoneId.of("America/Sao_Paulo");
    private static final String LATE = "0 0 23 * * ?";
    private static final BusinessDays WAGES = BusinessDays.of("MON-SAT", "BR", List.of());

    private static Schedule named(String calendar) {
        return ruled(Calendar.RULES.get(calendar), WAGES);
    }

    private static Schedule ruled(String rule, BusinessDays business) {
        return new Schedule(LATE, ZONE, Optional.of(new Calendar(rule, business)));
    }

    private static LocalDate firstOf(Schedule schedule, String month) {
        Instant begin = LocalDate.parse(month + "-01").atStartOfDay(ZONE).toInstant();
        return schedule.next(begin).orElseThrow().atZone(ZONE).toLocalDate();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-10, 2026-10-09", // five Fridays
        "2026-05, 2026-05-08", // five Fridays, the first on the 1st
        "2026-11, 2026-11-06",
        "2026-12, 2026-12-04", // the 4th itself
        "2026-07, 2026-07-10", // the 3rd is a Friday: the latest it can be
        "2024-02, 2024-02-09",
    })
    void theFridayIsTheFirstOnOrAfterTheFourth(String month, LocalDate day) {
        assertThat(firstOf(named("friday-from-day-4"), month)).isEqualTo(day);
    }

    @Property(tries = 50)
    void theFridayLiesBetweenTheFourthAndTheTenth(@ForAll @IntRange(min = 0, max = 30000) int days) {
        Instant from = Instant.parse("2000-01-01T00:00:00Z").plusSeconds(days * 86_400L);
        ZonedDateTime firing =
                named("friday-from-day-4").next(from).orElseThrow().atZone(ZONE);
        assertThat(firing.getDayOfWeek()).isEqualTo(DayOfWeek.FRIDAY);
        assertThat(firing.getDayOfMonth()).isBetween(4, 10);
        assertThat(firing.toLocalTime()).isEqualTo(LocalTime.of(23, 0));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11, 2026-11-11", // the 2nd is All Souls: business days 3 4 5 6 7, payday on a Saturday
        "2026-10, 2026-10-10", // 1 2 3 5 6
        "2026-05, 2026-05-11", // the 1st is Labour Day: 2 4 5 6 7
        "2026-01, 2026-01-11", // New Year: 2 3 5 6 7
        "2026-09, 2026-09-09", // payday on the 5th, before the holiday of the 7th
        "2024-09, 2024-09-10", // 2 3 4 5 6; the holiday of the 7th is a Saturday
        "2027-09, 2027-09-10", // 1 2 3 4 6
    })
    void theFourthDayAfterPaydayKnowsSaturdaysAndHolidays(String month, LocalDate day) {
        assertThat(firstOf(named("fourth-day-after-payday"), month)).isEqualTo(day);
    }

    @Test
    void aHolidayOfTheTownOnPaydayMovesIt() {
        String rule = Calendar.RULES.get("fourth-day-after-payday");
        assertThat(firstOf(ruled(rule, BusinessDays.of("MON-SAT", "BR", List.of("10-06"))), "2026-10"))
                .isEqualTo("2026-10-11");
        assertThat(firstOf(ruled(rule, BusinessDays.of("MON-SAT", "BR", List.of("2026-10-06"))), "2027-10"))
                .isEqualTo("2027-10-10");
    }

    @Test
    void withoutSaturdaysPaydayIsLater() {
        BusinessDays offices = BusinessDays.of("MON-FRI", "BR", List.of());
        assertThat(firstOf(ruled("payday plus 4 days", offices), "2026-11")).isEqualTo("2026-11-13");
        assertThat(firstOf(ruled("business day 5 plus 4 business days", offices), "2026-11"))
                .isEqualTo("2026-11-13");
    }

    @Test
    void carnivalIsABusinessDayUnlessTheTownListsIt() {
        // 2025-03-04 is Carnival's Tuesday
        assertThat(firstOf(ruled("payday", WAGES), "2025-03")).isEqualTo("2025-03-06");
        assertThat(firstOf(ruled("payday", BusinessDays.of("MON-SAT", "BR", List.of("carnival"))), "2025-03"))
                .isEqualTo("2025-03-07");
    }

    @ParameterizedTest
    @CsvSource({
        "day 4, 2026-10-04",
        "day 4 or next business day, 2026-10-05",
        "business day 1, 2026-10-01",
        "First Sun from Day 28, 2026-10-04", // September's
        "business day 15 plus 28 days, 2026-10-16", // September's, counted into October
    })
    void aRuleChoosesADayOfEachMonth(String rule, LocalDate first) {
        assertThat(firstOf(ruled(rule, WAGES), "2026-10")).isEqualTo(first);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "friday", "first FRI", "first FOO from day 4", "day 31", "payday plus 4 weeks", "until done"
            })
    void whatIsNoRuleIsRefusedWithSamples(String rule) {
        assertThatThrownBy(() -> new Calendar(rule, WAGES))
                .isInstanceOf(InvalidScheduleException.class)
                .hasMessageContaining("HINT");
    }

    @Test
    void aFiringSaysWhyItIsOnThatDay() {
        Schedule friday = named("friday-from-day-4");
        assertThat(friday.reasons(Instant.parse("2026-11-07T02:00:00Z")))
                .containsExactly("first Friday on or after the 4th");
        assertThat(named("fourth-day-after-payday").reasons(Instant.parse("2026-11-12T02:00:00Z")))
                .containsExactly("4 days after payday 2026-11-07");
    }

    @Test
    void theFiringBeforeIsTheMonthsBefore() {
        assertThat(named("friday-from-day-4").previous(Instant.parse("2026-11-30T12:00:00Z")))
                .contains(Instant.parse("2026-11-07T02:00:00Z"));
    }

    @Test
    void aScheduleOutlivesItsText() {
        Schedule friday = named("friday-from-day-4");
        Schedule again = Schedule.parse(friday.text(), ZONE, WAGES);
        Instant now = Instant.parse("2026-11-22T12:00:00Z");
        assertThat(again.next(now, 12)).isEqualTo(friday.next(now, 12));
        assertThat(again.calendar().orElseThrow().untilDone()).isTrue();
        assertThat(Schedule.parse("0 0 19 * * ?", ZONE, WAGES).calendar()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-13-01", "13-01", "christmas", "02-30"})
    void whatIsNoDayIsNoHoliday(String text) {
        assertThatThrownBy(() -> BusinessDays.of("MON-SAT", "BR", List.of(text)))
                .isInstanceOf(InvalidScheduleException.class)
                .hasMessageContaining(text);
        assertThatThrownBy(() -> BusinessDays.of("MON-SAT", "Brasil", List.of()))
                .isInstanceOf(InvalidScheduleException.class);
    }
}
