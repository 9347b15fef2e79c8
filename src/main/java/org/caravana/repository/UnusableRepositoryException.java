package org.caravana.repository;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import org.caravana.CaravanaException;

/** A folder that cannot be a repository, or cannot be one now. */
public final class UnusableRepositoryException extends CaravanaException {
    private static final long serialVersionUID = 1L;

    private final String path;

    public UnusableRepositoryException(String path, String what, String hint, Throwable cause) {
        super(path + " " + what, hint, cause);
        this.path = path;
    }

    /** One for a folder that the system does not let us write to: it is full, read-only, gone, somebody else's. */
    static UnusableRepositoryException unwritable(String path, IOException cause) {
        return new UnusableRepositoryException(
                path,
                "cannot be written to: " + reason(cause),
                "see that it is mounted, has room, and belongs to the user that Caravana runs as",
                cause);
    }

    private static String reason(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        } else if (e instanceof NoSuchFileException missing) {
            return missing.getFile() + " is missing";
        }
        return e.getMessage() == null ? e.toString() : e.getMessage();
    }

    public String path() {
        return path;
    }
}
