package org.caravana.job;

import org.caravana.CaravanaException;

/** A change that is not allowed from the state that a job or copy is in; nothing was changed. */
public final class WrongStateException extends CaravanaException {
    private static final long serialVersionUID = 1L;

    WrongStateException(String what, Enum<?> state, String change) {
        super(what + " is " + state + " and cannot be " + change, "look at its events with caravana jobs");
    }
}
