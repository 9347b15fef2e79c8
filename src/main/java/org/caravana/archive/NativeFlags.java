package org.caravana.archive;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Attributes of {@code chattr} that a file system enforces or programs heed: immutable, append-only, nodump. By statx(2),
 * which opens nothing. Not thread-safe.
 */
final class NativeFlags {
    private static final int WORKING_DIRECTORY = -100;
    private static final int NOT_FOLLOWED = 0x100;
    private static final int STRUCTURE = 256;
    private static final int ATTRIBUTES = 8;
    private static final int IMMUTABLE = 0x10;
    private static final int APPEND_ONLY = 0x20;
    private static final int NO_DUMP = 0x40;

    private static final boolean BOUND = SystemLibrary.bind(NativeFlags.class);

    private final Memory answer = BOUND ? new Memory(STRUCTURE) : null;

    private static native int statx(int folder, byte[] path, int flags, int mask, Pointer answer);

    /** Their names; none where there are none, or the file system does not tell. @param inode that was seen there */
    List<String> of(Place place, Inode inode) {
        if (inode.flags() != Inode.UNTOLD) {
            return names(inode.flags());
        }
        if (!BOUND) {
            return List.of();
        }
        byte[] name = place.where();
        if (statx(WORKING_DIRECTORY, Arrays.copyOf(name, name.length + 1), NOT_FOLLOWED, 0, answer) != 0) {
            return List.of();
        }
        return names(answer.getLong(ATTRIBUTES));
    }

    private static List<String> names(long found) {
        if ((found & (IMMUTABLE | APPEND_ONLY | NO_DUMP)) == 0) {
            return List.of();
        }
        List<String> names = new ArrayList<>();
        if ((found & IMMUTABLE) != 0) {
            names.add("immutable");
        }
        if ((found & APPEND_ONLY) != 0) {
            names.add("append-only");
        }
        if ((found & NO_DUMP) != 0) {
            names.add("nodump");
        }
        return names;
    }
}
