package org.caravana.archive;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Looks at names by statx(2), whose answer has the same form on every processor. Java's own way to an inode's number and
 * ctime makes a map of each answer. Links are not followed. Not thread-safe.
 */
final class NativeStat {
    private static final int WORKING_DIRECTORY = -100;
    private static final int NOT_FOLLOWED = 0x100;
    private static final int NOT_MOUNTED = 0x800;
    private static final int THE_FILE_ITSELF = 0x1000;
    /** All that stat(2) tells. */
    private static final int BASIC = 0x7ff;

    private static final int STRUCTURE = 256;
    private static final int PATH_MAX = 4096;
    /** Only these of the attributes are asked for by anybody. */
    private static final int FLAGS = 0xff;

    private static final boolean BOUND = SystemLibrary.bind(NativeStat.class);

    private final Memory path = new Memory(PATH_MAX);
    private final Memory answer = new Memory(STRUCTURE);
    private final ByteBuffer pathBytes = path.getByteBuffer(0, PATH_MAX);
    private final ByteBuffer answerBytes = answer.getByteBuffer(0, STRUCTURE).order(ByteOrder.nativeOrder());
    private final long pathAddress = Pointer.nativeValue(path);
    private final long answerAddress = Pointer.nativeValue(answer);
    private final Memory nothing = new Memory(1);
    private byte[] folder;

    static boolean available() {
        return BOUND;
    }

    private static native int statx(int folder, long path, int flags, int mask, long answer);

    /**
     * Looks at a name.
     *
     * @param in the folder's absolute path with a slash at its end; one array a folder, whose bytes do not change
     * @return {@code null} if the system does not tell, or not all
     */
    Inode read(byte[] in, byte[] name) {
        if (in.length + name.length >= PATH_MAX) {
            return null;
        }
        if (folder != in) {
            folder = in;
            pathBytes.position(0);
            pathBytes.put(in);
        }
        pathBytes.position(in.length);
        pathBytes.put(name).put((byte) 0);
        return told(statx(WORKING_DIRECTORY, pathAddress, NOT_FOLLOWED | NOT_MOUNTED, BASIC, answerAddress));
    }

    /** Looks at an open file; {@code null} if the system does not tell, or not all. */
    Inode read(int file) {
        nothing.setByte(0, (byte) 0);
        return told(statx(file, Pointer.nativeValue(nothing), THE_FILE_ITSELF, BASIC, answerAddress));
    }

    private Inode told(int result) {
        return result == 0 && (answerBytes.getInt(0) & BASIC) == BASIC ? inode() : null;
    }

    /** By the offsets of {@code struct statx} in linux/stat.h. */
    private Inode inode() {
        int mode = answerBytes.getShort(28);
        return new Inode(
                mode & 0170000,
                mode & 07777,
                device(answerBytes.getInt(136), answerBytes.getInt(140)),
                answerBytes.getLong(32),
                answerBytes.getInt(16),
                Integer.toUnsignedLong(answerBytes.getInt(20)),
                Integer.toUnsignedLong(answerBytes.getInt(24)),
                answerBytes.getLong(40),
                device(answerBytes.getInt(128), answerBytes.getInt(132)),
                answerBytes.getLong(112),
                answerBytes.getInt(120),
                answerBytes.getLong(96),
                answerBytes.getInt(104),
                (int) answerBytes.getLong(8) & FLAGS);
    }

    /** As stat(2) packs it, see makedev(3). */
    private static long device(int major, int minor) {
        return (major & 0xfffL) << 8 | (major & 0xfffff000L) << 32 | minor & 0xffL | (minor & 0xffffff00L) << 12;
    }
}
