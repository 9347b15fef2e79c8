package org.caravana.job;

import org.caravana.CaravanaException;

/** No job has this number. */
public final class UnknownJobException extends CaravanaException {
    private static final long serialVersionUID = 1L;

    public UnknownJobException(long id) {
        super("there is no job " + id, "caravana jobs lists them");
    }
}
