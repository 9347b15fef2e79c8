package org.caravana.job;

import org.caravana.CaravanaException;

/** A job was to be accepted that asks for nothing. */
public final class NoSizeAlarmException extends CaravanaException {
    private static final long serialVersionUID = 1L;

    NoSizeAlarmException(long id) {
        super("job " + id + " has no open size alarm", "caravana jobs " + id + " tells what happened to it");
    }
}
