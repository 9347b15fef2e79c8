package org.caravana.dump;

import org.caravana.CaravanaException;

/** A database could not be dumped or loaded; says it in the words of the database's own tool. */
public final class DumpFailedException extends CaravanaException {
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    public DumpFailedException(String what, String hint, Reason reason, Throwable cause) {
        super(what, hint, cause);
        this.reason = reason;
    }

    public DumpFailedException(String what, String hint, Reason reason) {
        this(what, hint, reason, null);
    }

    public Reason reason() {
        return reason;
    }

    /** Whether the same may succeed a little later. */
    public boolean retryable() {
        return reason == Reason.UNREACHABLE || reason == Reason.OTHER;
    }

    /** Why. */
    public enum Reason {
        /** No answer, starting up, too many clients. */
        UNREACHABLE,
        /** Wrong user or password; a further try could lock the account. */
        REFUSED,
        /** A missing tool, a missing database, a missing right: a person has to mend it. */
        SETTINGS,
        /** Anything else. */
        OTHER
    }
}
