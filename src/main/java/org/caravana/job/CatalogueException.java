package org.caravana.job;

import java.sql.SQLException;
import org.caravana.CaravanaException;

/** The job catalogue cannot be opened. */
public final class CatalogueException extends CaravanaException {
    private static final long serialVersionUID = 1L;
    private static final int H2_ALREADY_OPEN = 90020;

    private CatalogueException(String what, String hint, Throwable cause) {
        super(what, hint, cause);
    }

    static CatalogueException opening(String url, Throwable failure) {
        String place = FailureText.masked(url);
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof SQLException e && e.getErrorCode() == H2_ALREADY_OPEN) {
                return new CatalogueException(
                        "the job catalogue " + place + " is in use by another process",
                        "stop the other caravana, or let the command talk to the running service",
                        failure);
            }
        }
        return new CatalogueException(
                "cannot open the job catalogue " + place + ": " + FailureText.of(failure),
                "check catalogue.url, its user and password, and the room in the data folder",
                failure);
    }
}
