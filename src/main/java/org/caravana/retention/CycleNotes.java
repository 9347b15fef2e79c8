package org.caravana.retention;

import java.nio.file.Path;
import java.util.Locale;

/** What is kept in the folder {@code data} about a cycle at a target, a file each; it goes with the cycle. */
public enum CycleNotes {
    /** What the target is known to hold. */
    DELIVERED,
    /** When each object was last known whole. */
    READ_BACK,
    /** What was written onto a disk to be carried there. */
    SEEDED;

    /** @param data the folder of the settings */
    public Path file(Path data, String target, String plan, String cycle) {
        String folder = name().toLowerCase(Locale.ROOT).replace('_', '-');
        return data.resolve(folder).resolve(target).resolve(plan).resolve(cycle);
    }
}
