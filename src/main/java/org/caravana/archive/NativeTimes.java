package org.caravana.archive;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.time.Instant;

/**
 * Linux's own calls that set a time to the nanosecond: of any kind of file without opening it, or of an open one. Links are
 * not followed. Not thread-safe.
 */
final class NativeTimes {
    private static final int WORKING_DIRECTORY = -100;
    private static final int NOT_FOLLOWED = 0x100;
    private static final long AS_IT_IS = (1 << 30) - 2;
    private static final int PATH_MAX = 4096;

    private static final boolean BOUND = SystemLibrary.bind(NativeTimes.class);

    private final Memory path = BOUND ? new Memory(PATH_MAX) : null;
    private final Memory times = BOUND ? new Memory(4L * Long.BYTES) : null;

    private static native int utimensat(int folder, Pointer path, Pointer times, int flags);

    private static native int futimens(int file, Pointer times);

    /**
     * Sets the time of the last change of content.
     *
     * @param file an absolute path
     * @return whether it was set
     */
    boolean set(byte[] file, Instant mtime) {
        if (!BOUND || file.length >= PATH_MAX) {
            return false;
        }
        path.write(0, file, 0, file.length);
        path.setByte(file.length, (byte) 0);
        fill(mtime);
        return utimensat(WORKING_DIRECTORY, path, times, NOT_FOLLOWED) == 0;
    }

    /** The same of an open file. */
    boolean set(int file, Instant mtime) {
        if (!BOUND) {
            return false;
        }
        fill(mtime);
        return futimens(file, times) == 0;
    }

    private void fill(Instant mtime) {
        times.setLong(0, 0);
        times.setLong(Long.BYTES, AS_IT_IS);
        times.setLong(2L * Long.BYTES, mtime.getEpochSecond());
        times.setLong(3L * Long.BYTES, mtime.getNano());
    }
}
