package org.caravana.repository;

import org.caravana.CaravanaException;

/** Somebody else writes to the plan's folder. */
public final class RepositoryBusyException extends CaravanaException {
    private static final long serialVersionUID = 1L;

    public RepositoryBusyException(String plan, String folder) {
        super(
                "another process writes to plan " + plan + " in " + folder,
                "wait until that job has ended; caravana jobs shows it");
    }
}
