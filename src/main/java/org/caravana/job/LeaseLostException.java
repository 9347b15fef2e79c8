package org.caravana.job;

import org.caravana.CaravanaException;

/** Whoever works on a job or copy has no right to it any more; nothing was changed. */
public final class LeaseLostException extends CaravanaException {
    private static final long serialVersionUID = 1L;

    LeaseLostException(String what) {
        super(
                "the lease of " + what + " is lost",
                "somebody else works on it or ended it; if it happens often, lengthen job.lease or check the clock");
    }
}
