package org.caravana.target;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * When each object of a cycle at a target was last known whole: sent and checked, or read back. A file of lines, so that a
 * restart goes on where it was; a line that is missing or torn costs a reading, nothing else. Not thread-safe.
 */
final class ReadTimes {
    private final Path file;
    private final Map<String, Instant> times = new HashMap<>();

    private ReadTimes(Path file) {
        this.file = file;
    }

    static ReadTimes read(Path file) throws IOException {
        ReadTimes read = new ReadTimes(file);
        if (Files.exists(file)) {
            Files.readAllLines(file, StandardCharsets.UTF_8).forEach(read::take);
        }
        return read;
    }

    private void take(String line) {
        int space = line.indexOf(' ');
        try {
            if (space > 0) {
                times.put(line.substring(space + 1), Instant.parse(line.substring(0, space)));
            }
        } catch (DateTimeException e) {
            // a torn line
        }
    }

    /** @param name the object's path at the target */
    Optional<Instant> at(String name) {
        return Optional.ofNullable(times.get(name));
    }

    void add(String name, Instant time) throws IOException {
        add(Map.of(name, time));
    }

    void add(Map<String, Instant> known) throws IOException {
        if (known.isEmpty()) {
            return;
        }
        // a line torn by a crash must not swallow the next one
        StringBuilder lines = new StringBuilder("\n");
        known.forEach(
                (name, time) -> lines.append(time).append(' ').append(name).append('\n'));
        Files.createDirectories(file.getParent());
        Files.writeString(file, lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        times.putAll(known);
    }
}
