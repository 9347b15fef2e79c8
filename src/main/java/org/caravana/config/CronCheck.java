package org.caravana.config;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.caravana.plan.BusinessDays;
import org.caravana.plan.Calendar;
import org.caravana.plan.InvalidScheduleException;
import org.caravana.plan.Schedule;

/** Whether a schedule says what its writer means. */
final class CronCheck {
    private CronCheck() {}

    /** @throws ValueType.Misfit if it is none, or never fires */
    static String checked(String text) {
        try {
            if (new Schedule(text, ZoneOffset.UTC).next(Instant.EPOCH).isEmpty()) {
                throw new ValueType.Misfit("'" + text + "' never fires", "write a day that exists");
            }
            return text;
        } catch (InvalidScheduleException e) {
            throw new ValueType.Misfit(e.what(), e.hint());
        }
    }

    /** @throws ValueType.Misfit if it is no calendar's rule */
    static String rule(String text) {
        try {
            return new Calendar(text, BusinessDays.of("MON-SUN", "none", List.of())).rule();
        } catch (InvalidScheduleException e) {
            throw new ValueType.Misfit(e.what(), e.hint());
        }
    }
}
