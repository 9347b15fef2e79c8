package org.caravana.repository;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.IsoFields;
import java.util.Locale;
import org.caravana.plan.CyclePeriod;

/** Which cycle a scheduled time belongs to: {@code 2026-11}, {@code 2026-W47}, {@code 2026-Q4}. */
public final class CycleName {
    private CycleName() {}

    /** @param zone the plan's; the same instant may fall into different months in different zones */
    public static String of(CyclePeriod period, Instant scheduled, ZoneId zone) {
        LocalDate day = LocalDate.ofInstant(scheduled, zone);
        return switch (period) {
            case WEEK ->
                text("%04d-W%02d", day.get(IsoFields.WEEK_BASED_YEAR), day.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
            case MONTH -> text("%04d-%02d", day.getYear(), day.getMonthValue());
            case QUARTER -> text("%04d-Q%d", day.getYear(), day.get(IsoFields.QUARTER_OF_YEAR));
        };
    }

    private static String text(String format, int year, int part) {
        return String.format(Locale.ROOT, format, year, part);
    }
}
