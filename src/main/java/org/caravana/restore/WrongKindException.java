package org.caravana.restore;

import org.caravana.CaravanaException;

/** A dump does not fit the database that it was to be loaded into. */
public final class WrongKindException extends CaravanaException {
    private static final long serialVersionUID = 1L;

    WrongKindException(String artifact, String format, String database, String wanted) {
        super(
                artifact + " is of format " + format + ", database " + database + " takes " + wanted,
                "name a database of the kind that the dump was taken from, or write the dump to a file with --output");
    }
}
