package org.caravana.web;

import org.caravana.CaravanaException;

/** Somebody asked the control routes for something without the token. */
public final class NotAllowedException extends CaravanaException {
    private static final long serialVersionUID = 1L;

    NotAllowedException() {
        super("the control routes need the token", "run caravana as the user that the service runs as");
    }
}
