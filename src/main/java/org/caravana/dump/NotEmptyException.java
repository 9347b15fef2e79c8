package org.caravana.dump;

import org.caravana.CaravanaException;

/** A dump would be loaded into a database that holds something already. */
public final class NotEmptyException extends CaravanaException {
    private static final long serialVersionUID = 1L;

    /** @param holds how many tables, views and sequences there are */
    public NotEmptyException(String database, long holds) {
        super(
                "the database " + database + " is not empty: it holds " + holds + " tables, views or sequences",
                "load into a new database, or allow it with --overwrite: what the dump holds is then dropped first");
    }
}
