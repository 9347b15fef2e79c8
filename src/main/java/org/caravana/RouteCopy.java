package org.caravana;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The route files as they were when they were taken over, for going back to them. */
final class RouteCopy {
    private final Map<Path, byte[]> files = new TreeMap<>();

    private RouteCopy() {}

    static RouteCopy of(Path routes) throws IOException {
        RouteCopy copy = new RouteCopy();
        try (Stream<Path> found = Files.walk(routes)) {
            for (Path file : found.filter(Files::isRegularFile).toList()) {
                copy.files.put(routes.relativize(file), Files.readAllBytes(file));
            }
        }
        return copy;
    }

    /** Writes them into a new folder. */
    Path writeTo(Path parent) throws IOException {
        Path folder = Files.createTempDirectory(Files.createDirectories(parent), "routes-before-");
        for (Map.Entry<Path, byte[]> file : files.entrySet()) {
            Path to = folder.resolve(file.getKey().toString());
            Files.createDirectories(to.getParent());
            Files.write(to, file.getValue());
        }
        return folder;
    }
}
