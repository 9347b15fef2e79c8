package org.caravana.target;

import java.io.IOException;
import java.nio.file.Path;

/** A directory target's directory is not there; a disk may not be mounted. */
public final class RootMissingException extends IOException {
    private static final long serialVersionUID = 1L;

    RootMissingException(Path root) {
        super("there is no directory " + root);
    }
}
