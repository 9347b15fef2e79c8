package org.caravana.archive;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.caravana.archive.UnpackResult.Shortfall;

/** Counts what could not be restored, and keeps the first of it. Thread-safe. */
final class Shortfalls {
    private final List<Shortfall> first = new ArrayList<>();
    private final Set<String> told = new HashSet<>();
    private long count;

    /** Adds what is true of many entries for one of them. */
    synchronized void addOnce(TarEntry entry, String kind, String what) {
        if (told.add(kind)) {
            add(entry, what);
        }
    }

    synchronized void add(TarEntry entry, String what) {
        count++;
        if (first.size() < UnpackResult.MOST_SHORTFALLS) {
            first.add(new Shortfall(entry.display(), what));
        }
    }

    /** Tries something whose failure costs only this detail. */
    void attempt(TarEntry entry, String what, Step step) {
        try {
            step.run();
        } catch (IOException | UnsupportedOperationException e) {
            add(entry, what + ": " + e.getMessage());
        }
    }

    @FunctionalInterface
    interface Step {
        void run() throws IOException;
    }

    synchronized long count() {
        return count;
    }

    synchronized List<Shortfall> first() {
        return List.copyOf(first);
    }
}
