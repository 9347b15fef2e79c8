package org.caravana.plan;

import java.time.LocalDate;

/** Which days are holidays. */
@FunctionalInterface
public interface Holidays {
    /** No day is one. */
    Holidays NONE = day -> false;

    boolean include(LocalDate day);

    /** Those of this and of others. */
    default Holidays and(Holidays others) {
        return day -> include(day) || others.include(day);
    }
}
