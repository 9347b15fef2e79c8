package org.caravana.job;

import org.caravana.CaravanaException;

/** A job's start window is over: it will not start. */
public final class StartWindowClosedException extends CaravanaException {
    private static final long serialVersionUID = 1L;

    StartWindowClosedException(Job job) {
        super(
                "the start window of job " + job.id() + " (" + job.plan() + ") closed at " + job.startBy(),
                "see why it could not start in its events, or lengthen plan." + job.plan() + ".start-window");
    }
}
