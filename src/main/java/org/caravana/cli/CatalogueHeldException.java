package org.caravana.cli;

import org.caravana.CaravanaException;

/** Another process holds the job catalogue, and cannot be talked to. */
public class CatalogueHeldException extends CaravanaException {
    private static final long serialVersionUID = 1L;

    CatalogueHeldException(String what, String hint) {
        super(what, hint);
    }
}
