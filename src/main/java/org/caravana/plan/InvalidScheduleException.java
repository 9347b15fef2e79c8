package org.caravana.plan;

import org.caravana.CaravanaException;

/** A cron expression cannot be used as a schedule. */
public final class InvalidScheduleException extends CaravanaException {
    private static final long serialVersionUID = 1L;

    InvalidScheduleException(String what, String hint) {
        super(what, hint);
    }
}
