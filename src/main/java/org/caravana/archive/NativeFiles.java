package org.caravana.archive;

import com.sun.jna.Native;
import com.sun.jna.Platform;
import java.io.IOException;
import java.util.Arrays;

/** Linux's own calls on files for which Java has none. Paths are bytes. */
final class NativeFiles {
    static final int DATA = 3;
    static final int HOLE = 4;

    private static final int READ = 0;
    private static final int NOT_WAITING = 04000;
    private static final int CLOSE_ON_EXEC = 02000000;
    private static final int AS_A_PLACE = 010000000;
    private static final int NOT_FOLLOWED = Platform.isARM() || Platform.isPPC() ? 0100000 : 0400000;
    private static final int ENXIO = 6;

    private static final boolean BOUND = SystemLibrary.bind(NativeFiles.class);

    private NativeFiles() {}

    static boolean available() {
        return BOUND;
    }

    private static native int open(byte[] path, int flags);

    private static native int close(int file);

    private static native long lseek(int file, long offset, int whence);

    private static native int truncate(byte[] path, long length);

    /**
     * Opens for reading without waiting for anybody; a link is not followed.
     *
     * @return its number, negative if it cannot be opened
     */
    static int openToRead(byte[] path) {
        return open(terminated(path), READ | NOT_WAITING | CLOSE_ON_EXEC | NOT_FOLLOWED);
    }

    /** Opens a directory as a place to start a path from; it need not be readable. */
    static int openDirectory(byte[] path) {
        return BOUND ? open(terminated(path), AS_A_PLACE | CLOSE_ON_EXEC | NOT_FOLLOWED) : -1;
    }

    static void shut(int file) {
        close(file);
    }

    /**
     * Where data or a hole begins.
     *
     * @param what {@link #DATA} or {@link #HOLE}
     * @param from bytes from the file's beginning
     * @return at {@code from} or later; -1 if there is no more of it
     */
    static long seek(int file, long from, int what) throws IOException {
        long found = lseek(file, from, what);
        if (found < 0) {
            int error = Native.getLastError();
            if (error == ENXIO) {
                return -1;
            }
            throw new IOException("its holes cannot be found (error " + error + ")");
        }
        return found;
    }

    /** Makes a file longer by a hole, or shorter; whether that was done. */
    static boolean resize(byte[] path, long length) {
        return BOUND && truncate(terminated(path), length) == 0;
    }

    private static byte[] terminated(byte[] path) {
        return Arrays.copyOf(path, path.length + 1);
    }
}
