package org.caravana.repository;

import org.caravana.CaravanaException;

/** Two places hold different backups under one number: they are no longer copies of one history. */
public final class DivergedException extends CaravanaException {
    private static final long serialVersionUID = 1L;

    DivergedException(String folder, String own, String place, String other) {
        super(
                folder + " holds the backup " + own + " where " + place + " holds " + other + ": since " + place
                        + " was last reached, a repository was begun anew",
                "move " + folder
                        + " aside, adopt again, and keep what was moved until its backups are past their time");
    }
}
