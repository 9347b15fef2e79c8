package org.caravana.cli;

import org.caravana.CaravanaException;

/** A place or the service does not answer. */
public final class UnreachableException extends CaravanaException {
    private static final long serialVersionUID = 1L;

    public UnreachableException(String what, String hint, Throwable cause) {
        super(what, hint, cause);
    }
}
