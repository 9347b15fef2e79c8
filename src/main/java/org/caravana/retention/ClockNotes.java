package org.caravana.retention;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** How far each target's clock was from ours when they were compared last, so that it is told once; a file each. */
final class ClockNotes {
    private final Path folder;

    ClockNotes(Path folder) {
        this.folder = folder;
    }

    /** Empty if they were never compared. */
    Optional<Duration> last(String target) {
        try {
            return Optional.of(Duration.parse(Files.readString(folder.resolve(target), StandardCharsets.US_ASCII)
                    .strip()));
        } catch (IOException | DateTimeParseException e) {
            return Optional.empty();
        }
    }

    void note(String target, Duration ahead) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve(target), ahead + "\n", StandardCharsets.US_ASCII);
    }
}
