package org.caravana.capture;

import org.caravana.CaravanaException;

/** A source could not be captured; the other sources are not touched by that. */
public final class SourceFailedException extends CaravanaException {
    private static final long serialVersionUID = 1L;

    public SourceFailedException(String source, String what, String hint, Throwable cause) {
        super("source " + source + ": " + what, hint, cause);
    }
}
