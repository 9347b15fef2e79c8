package org.caravana;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.TreeMap;

/** Whether somebody edited the settings or the routes: by names, sizes and times, so that looking costs next to nothing. */
final class Edits {
    private static final String ROUTE = ".camel.yaml";

    private final Path settings;
    private final Path routes;
    private Map<Path, String> considered;
    private Map<Path, String> seen;

    Edits(Path settings, Path routes) {
        this.settings = settings;
        this.routes = routes;
        this.considered = state();
        this.seen = considered;
    }

    /**
     * Whether there is an edit that nobody considered yet and that is finished: nothing changed since the last look. It
     * counts as considered from now on.
     */
    boolean finished() {
        Map<Path, String> now = state();
        boolean still = now.equals(seen);
        seen = now;
        if (!still || now.equals(considered)) {
            return false;
        }
        considered = now;
        return true;
    }

    /** Whether the files are those that were last considered. */
    boolean asConsidered() {
        return state().equals(considered);
    }

    private Map<Path, String> state() {
        Map<Path, String> state = new TreeMap<>();
        try {
            Visitor visitor = new Visitor(state);
            Files.walkFileTree(routes, visitor);
            Files.walkFileTree(settings, visitor);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return state;
    }

    private final class Visitor extends SimpleFileVisitor<Path> {
        private final Map<Path, String> state;

        Visitor(Map<Path, String> state) {
            this.state = state;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (file.equals(settings) || file.toString().endsWith(ROUTE)) {
                state.put(file, attributes.size() + " " + attributes.lastModifiedTime() + " " + attributes.fileKey());
            }
            return FileVisitResult.CONTINUE;
        }

        /** Editors replace files, so one may be gone for a moment: the next look sees it again. */
        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) {
            return FileVisitResult.CONTINUE;
        }
    }
}
