package org.caravana.target;

/**
 * An object is to be replaced at a target, and what lies there under its name may be neither replaced, deleted nor put
 * aside by us. Failures say it in words for people.
 */
final class IrreplaceableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param path the file, as the server calls it */
    IrreplaceableException(String path, Throwable cause) {
        super(path, cause);
    }
}
