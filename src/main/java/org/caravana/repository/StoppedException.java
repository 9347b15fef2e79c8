package org.caravana.repository;

import org.caravana.CaravanaException;

/** Work stopped where it could be left off cleanly, because somebody asked for it. */
public final class StoppedException extends CaravanaException {
    private static final long serialVersionUID = 1L;

    public StoppedException(String why) {
        super("stopped: " + why, "what is finished stays; the next run goes on from there");
    }
}
