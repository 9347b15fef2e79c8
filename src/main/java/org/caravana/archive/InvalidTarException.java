package org.caravana.archive;

import org.caravana.CaravanaException;

/** A stream is no tar, or not a whole one. */
public final class InvalidTarException extends CaravanaException {
    private static final long serialVersionUID = 1L;

    private final long position;

    /** @param position bytes from the stream's beginning */
    public InvalidTarException(String what, long position) {
        super(
                "the tar stream " + what + " at byte " + position,
                "it was cut short or altered on its way; restore from another place with --from");
        this.position = position;
    }

    public long position() {
        return position;
    }
}
