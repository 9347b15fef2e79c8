package org.caravana.archive;

import org.caravana.CaravanaException;

/** Something is in the way of an entry that is being unpacked. */
public final class AlreadyThereException extends CaravanaException {
    private static final long serialVersionUID = 1L;

    /** @param path what is in the way, for people */
    public AlreadyThereException(String path, String hint) {
        super(path + " is already there", hint);
    }
}
