package org.caravana.target;

import org.caravana.CaravanaException;

/** A target could not be reached or did not do what it was asked; the same may succeed later. */
public final class PlaceException extends CaravanaException {
    private static final long serialVersionUID = 1L;

    public PlaceException(String target, String what, String hint, Throwable cause) {
        super("target " + target + ": " + what, hint, cause);
    }
}
