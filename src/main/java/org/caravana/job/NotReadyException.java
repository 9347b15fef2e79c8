package org.caravana.job;

import org.caravana.CaravanaException;

/** A start check failed in a way that may pass: the job stays CREATED and is tried again within its start window. */
public final class NotReadyException extends CaravanaException {
    private static final long serialVersionUID = 1L;

    public NotReadyException(String what, String hint, Throwable cause) {
        super(what, hint, cause);
    }

    public NotReadyException(String what, String hint) {
        super(what, hint);
    }
}
