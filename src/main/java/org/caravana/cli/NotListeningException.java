package org.caravana.cli;

/** Another process holds the job catalogue and does not listen, or not yet: it starts, or ends. */
final class NotListeningException extends CatalogueHeldException {
    private static final long serialVersionUID = 1L;

    NotListeningException(String what, String hint) {
        super(what, hint);
    }
}
