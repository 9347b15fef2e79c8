package org.caravana.repository;

import org.caravana.CaravanaException;

/** A folder that cannot be a repository, or cannot be one now. */
public final class UnusableRepositoryException extends CaravanaException {
    private static final long serialVersionUID = 1L;

    private final String path;

    public UnusableRepositoryException(String path, String what, String hint, Throwable cause) {
        super(path + " " + what, hint, cause);
        this.path = path;
    }

    public String path() {
        return path;
    }
}
