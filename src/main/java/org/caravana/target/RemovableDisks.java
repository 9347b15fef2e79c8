package org.caravana.target;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.caravana.config.Settings;
import org.caravana.job.Copy;

/**
 * Directory targets on disks that people connect and take away ({@code target.NAME.removable=true}). Such a disk is there
 * when its {@code path} is: that lies below the mount point, and is never made.
 */
public final class RemovableDisks {
    private final Map<String, Settings.Target> targets;

    public RemovableDisks(Map<String, Settings.Target> targets) {
        this.targets = Map.copyOf(targets);
    }

    public boolean isRemovable(String target) {
        return targets.containsKey(target) && targets.get(target).isRemovable();
    }

    /** @throws RootMissingException if the copy is meant for a removable disk that is not connected */
    public void requireConnected(Copy copy) throws RootMissingException {
        if (isRemovable(copy.target())) {
            Path root = Path.of(targets.get(copy.target()).properties().get("path"));
            if (!Files.isDirectory(root)) {
                throw new RootMissingException(root);
            }
        }
    }
}
