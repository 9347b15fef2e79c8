package org.caravana.config;

import java.text.ParseException;
import java.util.Date;
import java.util.Locale;
import org.quartz.CronExpression;

/** Whether a schedule is a Quartz cron expression that says what its writer means. */
final class CronCheck {
    private static final int DAY_OF_MONTH = 3;
    private static final int DAY_OF_WEEK = 5;

    private CronCheck() {}

    /** @throws ValueType.Misfit if it is none */
    static String checked(String text) {
        String[] fields = text.trim().split("\\s+");
        if (fields.length < 6 || fields.length > 7) {
            throw new ValueType.Misfit(
                    "'" + text + "' has " + fields.length + " fields",
                    "write six: second minute hour day-of-month month weekday, for example 0 0 19 ? * MON-SAT");
        }
        requireOneKindOfDay(text, fields);
        try {
            requireFutureFiring(text, new CronExpression(text.toUpperCase(Locale.ROOT)));
        } catch (ParseException e) {
            throw new ValueType.Misfit(
                    "'" + text + "' is no schedule: " + e.getMessage(),
                    "write a Quartz cron expression, for example 0 0 19 ? * MON-SAT");
        }
        return text;
    }

    /** Cron would fire on either kind of day, where a reader expects both to hold. */
    private static void requireOneKindOfDay(String text, String[] fields) {
        String month = fields[DAY_OF_MONTH];
        String week = fields[DAY_OF_WEEK];
        if (month.equals("?") == week.equals("?")) {
            throw new ValueType.Misfit(
                    "'" + text + "' gives day of month '" + month + "' and weekday '" + week + "'",
                    "write ? for the one that does not matter: cron cannot say \"a Friday that is also the 4th\"");
        }
    }

    private static void requireFutureFiring(String text, CronExpression cron) {
        if (cron.getNextValidTimeAfter(new Date(0)) == null) {
            throw new ValueType.Misfit("'" + text + "' never fires", "write a day that exists");
        }
    }
}
