package org.caravana.plan;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.YearMonth;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Which days count as business days. */
public final class BusinessDays {
    /** Farther than any run of holidays, so that a rule that leaves no business day is no endless search. */
    private static final int FARTHEST = 366;

    private final Set<DayOfWeek> week;
    private final Holidays holidays;

    /** @param week the weekdays that count unless they are holidays; at least one */
    public BusinessDays(Set<DayOfWeek> week, Holidays holidays) {
        this.week = EnumSet.copyOf(week);
        this.holidays = holidays;
    }

    /**
     * By a country's holidays and the user's own.
     *
     * @param week the weekdays that count, for example {@code MON-SAT}
     * @param country two letters, for example {@code BR}; {@code none}: only the listed days are holidays
     * @param listed days ({@code 2026-10-07}), days of every year ({@code 10-07}), and {@code carnival}, {@code
     *     ash-wednesday}, {@code corpus-christi}
     * @throws InvalidScheduleException if one of them is wrong
     */
    public static BusinessDays of(String week, String country, List<String> listed) {
        Set<String> movable = new HashSet<>(listed);
        movable.retainAll(NationalHolidays.MOVABLE.keySet());
        List<String> days =
                listed.stream().filter(text -> !movable.contains(text)).toList();
        return new BusinessDays(Weekdays.parse(week), national(country, movable).and(own(days)));
    }

    private static Holidays national(String country, Set<String> movable) {
        if (country.equalsIgnoreCase("none")) {
            if (!movable.isEmpty()) {
                throw new InvalidScheduleException(
                        "without a country, '" + movable.iterator().next() + "' is no holiday",
                        "write its date, like 2027-02-09");
            }
            return Holidays.NONE;
        }
        if (!country.matches("[A-Za-z]{2}") || !NationalHolidays.know(country)) {
            throw new InvalidScheduleException(
                    "the holidays of '" + country + "' are not known", "write a country's two letters, or none");
        }
        return new NationalHolidays(country.toLowerCase(java.util.Locale.ROOT), movable);
    }

    private static Holidays own(List<String> texts) {
        Set<LocalDate> once = new HashSet<>();
        Set<MonthDay> yearly = new HashSet<>();
        for (String text : texts) {
            try {
                if (text.matches("\\d\\d-\\d\\d")) {
                    yearly.add(MonthDay.parse("--" + text));
                } else {
                    once.add(LocalDate.parse(text));
                }
            } catch (java.time.DateTimeException e) {
                throw new InvalidScheduleException(
                        "'" + text + "' is no day",
                        "write 2026-10-07 for one day, 10-07 for that day of every year, or carnival, ash-wednesday,"
                                + " corpus-christi");
            }
        }
        return day -> once.contains(day) || yearly.contains(MonthDay.from(day));
    }

    boolean include(LocalDate day) {
        return week.contains(day.getDayOfWeek()) && !holidays.include(day);
    }

    /** The n-th of a month, 1 or more; in a month with fewer, the count goes on in the next. */
    LocalDate nth(YearMonth month, int n) {
        return plus(month.atDay(1).minusDays(1), n);
    }

    /** That many business days later. */
    LocalDate plus(LocalDate day, int count) {
        List<LocalDate> days = Stream.iterate(day.plusDays(1), next -> next.plusDays(1))
                .limit(FARTHEST)
                .filter(this::include)
                .limit(count)
                .toList();
        return days.size() < count ? day.plusDays(FARTHEST) : days.isEmpty() ? day : days.get(count - 1);
    }
}
