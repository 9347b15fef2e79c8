package org.caravana.archive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Which file systems stamp their times by this machine's clock, keep a ctime that nobody can set, and number their
 * inodes for good. Those of another machine's clock, and those that only imitate inodes, do not.
 */
final class FileSystemClocks {
    private static final Set<String> OURS = Set.of(
            "ext2", "ext3", "ext4", "xfs", "btrfs", "zfs", "tmpfs", "overlay", "f2fs", "jfs", "bcachefs", "reiserfs");

    private final Map<Long, Boolean> devices = new HashMap<>();
    private long last;
    private Boolean lastIsOurs;

    /** @param place on that device */
    boolean isOurs(Place place, long device) {
        if (lastIsOurs == null || device != last) {
            lastIsOurs = devices.computeIfAbsent(device, unknown -> isOurs(place.path()));
            last = device;
        }
        return lastIsOurs;
    }

    private static boolean isOurs(Path path) {
        try {
            return OURS.contains(Files.getFileStore(path).type());
        } catch (IOException | SecurityException e) {
            return false;
        }
    }
}
