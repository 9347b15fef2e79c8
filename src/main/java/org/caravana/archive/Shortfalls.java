package org.caravana.archive;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.caravana.archive.UnpackResult.Shortfall;

/** Counts what could not be restored, and keeps the first of it. */
final class Shortfalls {
    private final List<Shortfall> first = new ArrayList<>();
    private long count;

    void add(TarEntry entry, String what) {
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

    long count() {
        return count;
    }

    List<Shortfall> first() {
        return List.copyOf(first);
    }
}
