package org.caravana.cli;

import org.caravana.CaravanaException;

/** What was asked for is not done. */
public final class RefusedException extends CaravanaException {
    private static final long serialVersionUID = 1L;

    public RefusedException(String what, String hint) {
        this(what, hint, null);
    }

    public RefusedException(String what, String hint, Throwable cause) {
        super(what, hint, cause);
    }
}
