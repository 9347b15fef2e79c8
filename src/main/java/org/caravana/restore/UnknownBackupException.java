package org.caravana.restore;

import org.caravana.CaravanaException;

/** There is no such backup, or no such thing in it. */
public final class UnknownBackupException extends CaravanaException {
    private static final long serialVersionUID = 1L;

    UnknownBackupException(String what, String hint) {
        super(what, hint);
    }
}
