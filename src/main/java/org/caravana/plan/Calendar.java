package org.caravana.plan;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Which one day of a month a plan fires on, where cron cannot say it.
 *
 * <p>A rule may end in {@code until done}: then the following days are firings, too, until the plan has a COMPLETED
 * backup. Whether it has is not known here; see {@link Schedule#timer()}.
 *
 * @param rule as {@code calendar.NAME.rule} has it, for example {@code first FRI from day 4 until done}
 * @param business which days count as business days
 */
public record Calendar(String rule, BusinessDays business) {
    /** The calendars that are there without being set. */
    public static final Map<String, String> RULES = Map.of(
            "friday-from-day-4", "first FRI from day 4 until done",
            "fourth-day-after-payday", "payday plus 4 days");

    private static final String UNTIL_DONE = "(?i)\\s+until\\s+done\\s*$";

    /** @throws InvalidScheduleException if the rule is none */
    public Calendar {
        rule = rule.strip();
        MonthlyDay.parse(bare(rule));
    }

    private static String bare(String rule) {
        return rule.replaceFirst(UNTIL_DONE, "");
    }

    /** Whether the days after are firings, too, until there is a COMPLETED backup. */
    public boolean untilDone() {
        return !bare(rule).equals(rule);
    }

    boolean includes(LocalDate day) {
        return monthOf(day).isPresent();
    }

    /** Why a day is one of its days; empty if it is not. */
    Optional<String> reason(LocalDate day) {
        return monthOf(day).map(month -> MonthlyDay.parse(bare(rule)).reason(month, business));
    }

    /** The month whose day it is: its own, or the one before where a rule counts beyond the month's end. */
    private Optional<YearMonth> monthOf(LocalDate day) {
        MonthlyDay chosen = MonthlyDay.parse(bare(rule));
        YearMonth month = YearMonth.from(day);
        if (chosen.in(month, business).equals(day)) {
            return Optional.of(month);
        }
        return Optional.of(month.minusMonths(1))
                .filter(before -> chosen.in(before, business).equals(day));
    }

    /** In the catalogue the rule alone is kept. */
    String text() {
        return rule.toLowerCase(Locale.ROOT);
    }
}
