package org.caravana.repository;

import org.caravana.CaravanaException;

/** A backup of a format that this version does not know. */
public final class NewerFormatException extends CaravanaException {
    private static final long serialVersionUID = 1L;

    public NewerFormatException(String store, String path, int format) {
        super(
                path + " in " + store + " is of format " + format + ", known is up to " + Manifest.FORMAT,
                "read it with a newer version of Caravana, or with the restore.sh that lies beside it");
    }
}
