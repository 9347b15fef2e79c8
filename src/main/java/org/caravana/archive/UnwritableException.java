package org.caravana.archive;

import java.io.IOException;
import java.nio.file.Path;
import org.caravana.CaravanaException;

/** What is being unpacked cannot be written where it is to be, for example since the disk is full. */
public final class UnwritableException extends CaravanaException {
    private static final long serialVersionUID = 1L;

    UnwritableException(Path path, IOException cause) {
        super(
                path + " cannot be written: " + cause.getMessage(),
                "make room there, or restore elsewhere; what was restored before it stays",
                cause);
    }
}
