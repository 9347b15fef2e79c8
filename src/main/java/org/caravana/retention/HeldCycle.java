package org.caravana.retention;

import java.util.List;

/**
 * What a place holds of a cycle, by a fresh listing.
 *
 * @param plan the plan's name
 * @param name the cycle's name
 * @param backups ids of the backups that have a folder
 * @param whole ids of those that have a manifest
 * @param objects every object, relative to the place's root, in the order in which they are to be deleted
 * @param pinned whether a file {@code PINNED-BACKUP} in its folder pins a backup
 */
public record HeldCycle(
        String plan, String name, List<String> backups, List<String> whole, List<String> objects, boolean pinned) {

    public HeldCycle {
        backups = List.copyOf(backups);
        whole = List.copyOf(whole);
        objects = List.copyOf(objects);
    }

    /** The cycle's folder, relative to the place's root. */
    public String folder() {
        return plan + "/" + name;
    }
}
