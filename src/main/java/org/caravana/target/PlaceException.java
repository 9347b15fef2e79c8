package org.caravana.target;

import org.caravana.CaravanaException;

/** A target could not be reached or did not do what it was asked; the same may succeed later. */
public final class PlaceException extends CaravanaException {
    private static final long serialVersionUID = 1L;

    private final String target;
    private final String said;

    public PlaceException(String target, String what, String hint, Throwable cause) {
        super("target " + target + ": " + what, hint, cause);
        this.target = target;
        this.said = what;
    }

    /** The same, of one object. */
    PlaceException at(String object) {
        return new PlaceException(target, object + ": " + said, hint(), getCause());
    }
}
