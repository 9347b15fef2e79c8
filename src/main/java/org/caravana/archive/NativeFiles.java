package org.caravana.archive;

import com.sun.jna.Native;
import com.sun.jna.Platform;
import java.io.IOException;
import java.nio.Buffer;
import java.nio.ByteBuffer;

/** Linux's own calls on files for which Java has none. Paths are bytes. */
final class NativeFiles {
    static final int DATA = 3;
    static final int HOLE = 4;

    private static final int READ = 0;
    private static final int WRITE = 1;
    private static final int CREATE = 0100;
    private static final int NEW_ONLY = 0200;
    private static final int WORKING_DIRECTORY = -100;
    private static final int OWNER_ONLY = 0600;
    private static final int NOT_WAITING = 04000;
    private static final int CLOSE_ON_EXEC = 02000000;
    private static final int AS_A_PLACE = 010000000;
    private static final int NOT_FOLLOWED = Platform.isARM() || Platform.isPPC() ? 0100000 : 0400000;
    private static final int EINTR = 4;
    private static final int EAGAIN = 11;
    private static final int SET_FLAGS = 4;
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

    private static native int openat(int folder, byte[] path, int flags, int mode);

    private static native long pread(int file, Buffer into, long count, long from);

    private static native long write(int file, Buffer from, long count);

    private static native int fcntl(int file, int command, int flags);

    private static native String strerror(int error);

    /**
     * Opens for reading without waiting for anybody; a link is not followed.
     *
     * @return its number, negative if it cannot be opened
     */
    static int openToRead(byte[] path) {
        return open(SystemLibrary.terminated(path), READ | NOT_WAITING | CLOSE_ON_EXEC | NOT_FOLLOWED);
    }

    /**
     * Makes a file that only its owner can read, to be written.
     *
     * @return its number, negative if it cannot be made, also since something is there
     */
    static int create(byte[] path) {
        int flags = WRITE | CREATE | NEW_ONLY | CLOSE_ON_EXEC | NOT_FOLLOWED;
        return BOUND ? openat(WORKING_DIRECTORY, SystemLibrary.terminated(path), flags, OWNER_ONLY) : -1;
    }

    /** Opens a directory as a place to start a path from; it need not be readable. */
    static int openDirectory(byte[] path) {
        return BOUND ? open(SystemLibrary.terminated(path), AS_A_PLACE | CLOSE_ON_EXEC | NOT_FOLLOWED) : -1;
    }

    /** Closes what was read, whatever the system says of it. */
    static void shut(int file) {
        close(file);
    }

    /** Closes what was written. @throws IOException if the system could not keep it, which NFS tells only now */
    static void finish(int file) throws IOException {
        if (close(file) < 0) {
            int error = Native.getLastError();
            if (error != EINTR) {
                throw new IOException(strerror(error));
            }
        }
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

    /**
     * Reads into what remains of a buffer, whose position stays.
     *
     * @param from where, bytes from the file's beginning
     * @return how many bytes; 0 at the file's end
     */
    static int read(int file, ByteBuffer target, long from) throws IOException {
        while (true) {
            int count = (int) pread(file, target, target.remaining(), from);
            if (count >= 0) {
                return count;
            }
            int error = Native.getLastError();
            if (error == EAGAIN) {
                // what has to be fetched from elsewhere first; asked not to wait was only who opens
                fcntl(file, SET_FLAGS, READ);
            } else if (error != EINTR) {
                throw new IOException(strerror(error));
            }
        }
    }

    /** Writes all that remains of a buffer. */
    static void write(int file, ByteBuffer content) throws IOException {
        while (content.hasRemaining()) {
            int count = (int) write(file, content.slice(), content.remaining());
            int error = count < 0 ? Native.getLastError() : 0;
            if (error != 0 && error != EINTR) {
                throw new IOException(strerror(error));
            }
            content.position(content.position() + Math.max(0, count));
        }
    }

    /** Makes a file longer by a hole, or shorter; whether that was done. */
    static boolean resize(byte[] path, long length) {
        return BOUND && truncate(SystemLibrary.terminated(path), length) == 0;
    }
}
