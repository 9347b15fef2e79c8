package org.caravana.plan;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The one day of a month that a calendar's rule chooses, and how that is said. */
sealed interface MonthlyDay {
    LocalDate in(YearMonth month, BusinessDays business);

    /** Why it is that day, for example {@code first Friday on or after the 4th}. */
    String reason(YearMonth month, BusinessDays business);

    /** {@code first FRI from day 4}. */
    record WeekdayFrom(DayOfWeek weekday, int day) implements MonthlyDay {
        static final Pattern FORM = Pattern.compile("first ([a-z]{3}) from day (\\d{1,2})");

        @Override
        public LocalDate in(YearMonth month, BusinessDays business) {
            return month.atDay(day).with(java.time.temporal.TemporalAdjusters.nextOrSame(weekday));
        }

        @Override
        public String reason(YearMonth month, BusinessDays business) {
            return "first " + Weekdays.told(weekday) + " on or after the " + ordinal(day);
        }
    }

    /** {@code day 4}, {@code day 4 or next business day}. */
    record Numbered(int day, boolean orBusiness) implements MonthlyDay {
        static final Pattern FORM = Pattern.compile("day (\\d{1,2})( or next business day)?");

        @Override
        public LocalDate in(YearMonth month, BusinessDays business) {
            return orBusiness ? business.plus(month.atDay(day).minusDays(1), 1) : month.atDay(day);
        }

        @Override
        public String reason(YearMonth month, BusinessDays business) {
            return orBusiness ? "first business day on or after the " + ordinal(day) : "the " + ordinal(day);
        }
    }

    /** {@code payday plus 4 days}, {@code business day 5 plus 2 business days}, {@code business day 1}. */
    record AfterBusinessDay(int number, int plus, boolean plusBusiness) implements MonthlyDay {
        static final Pattern FORM =
                Pattern.compile("(?:(payday)|business day (\\d{1,2}))(?: plus (\\d{1,2}) (business )?days?)?");
        private static final int PAYDAY = 5;

        @Override
        public LocalDate in(YearMonth month, BusinessDays business) {
            LocalDate base = business.nth(month, number);
            return plusBusiness ? business.plus(base, plus) : base.plusDays(plus);
        }

        @Override
        public String reason(YearMonth month, BusinessDays business) {
            String base = number == PAYDAY ? "payday" : "business day " + number;
            String date = base + " " + business.nth(month, number);
            String kind = plusBusiness ? "business day" : "day";
            return plus == 0 ? date : plus + " " + kind + (plus == 1 ? "" : "s") + " after " + date;
        }
    }

    /** @throws InvalidScheduleException if the text is no rule */
    static MonthlyDay parse(String text) {
        String plain = text.strip().toLowerCase(Locale.ROOT).replaceAll("\\s+", " ");
        Matcher weekday = WeekdayFrom.FORM.matcher(plain);
        if (weekday.matches()) {
            return new WeekdayFrom(Weekdays.day(weekday.group(1)), number(text, weekday.group(2), 1, 28));
        }
        Matcher numbered = Numbered.FORM.matcher(plain);
        if (numbered.matches()) {
            return new Numbered(number(text, numbered.group(1), 1, 28), numbered.group(2) != null);
        }
        Matcher business = AfterBusinessDay.FORM.matcher(plain);
        if (business.matches()) {
            int number = business.group(1) == null ? number(text, business.group(2), 1, 15) : AfterBusinessDay.PAYDAY;
            int plus = business.group(3) == null ? 0 : number(text, business.group(3), 0, 28);
            return new AfterBusinessDay(number, plus, business.group(4) != null);
        }
        throw new InvalidScheduleException(
                "'" + text + "' is no rule of a calendar",
                "write one like: first FRI from day 4; payday plus 4 days; business day 5 plus 2 business days;"
                        + " day 4 or next business day; each may end in: until done");
    }

    private static int number(String rule, String text, int least, int most) {
        int number = Integer.parseInt(text);
        if (number < least || number > most) {
            throw new InvalidScheduleException(
                    "'" + rule + "' asks for day " + number,
                    "every month has " + least + " to " + most + "; write one of these");
        }
        return number;
    }

    private static String ordinal(int day) {
        String end = day % 100 / 10 == 1
                ? "th"
                : switch (day % 10) {
                    case 1 -> "st";
                    case 2 -> "nd";
                    case 3 -> "rd";
                    default -> "th";
                };
        return day + end;
    }
}
