package org.caravana.retention;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Which places refuse to delete, so that it is told once and not every night; an empty file each. */
final class Refusals {
    private final Path folder;

    Refusals(Path folder) {
        this.folder = folder;
    }

    /** @return whether it was not known yet */
    boolean add(Place place) {
        try {
            Files.createDirectories(folder);
            Files.createFile(file(place));
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isKnown(Place place) {
        return Files.exists(file(place));
    }

    /** Something could be deleted there. */
    void remove(Place place) throws IOException {
        Files.deleteIfExists(file(place));
    }

    private Path file(Place place) {
        return folder.resolve(place.plan() + "." + place.name());
    }
}
