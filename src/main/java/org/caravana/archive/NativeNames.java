package org.caravana.archive;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** The names in a directory as the bytes that they are, by getdents64(2). Not thread-safe. */
final class NativeNames {
    private static final int NOT_WAITING = 04000;
    private static final int CLOSE_ON_EXEC = 02000000;
    private static final int BUFFER = 64 << 10;
    /** Offsets in {@code struct linux_dirent64}. */
    private static final int LENGTH = 16;

    private static final int NAME = 19;

    private static final boolean BOUND = SystemLibrary.bind(NativeNames.class);

    private final Memory memory = new Memory(BUFFER);
    private final ByteBuffer buffer = memory.getByteBuffer(0, BUFFER).order(ByteOrder.nativeOrder());
    private final long address = Pointer.nativeValue(memory);
    private final byte[] entries = new byte[BUFFER];

    static boolean available() {
        return BOUND;
    }

    private static native int open(byte[] path, int flags);

    private static native int close(int file);

    private static native long getdents64(int file, long entries, long size);

    /**
     * The names in no order, without {@code .} and {@code ..}.
     *
     * @param folder its absolute path with a slash at its end
     * @return {@code null} if the system does not tell
     */
    NameList of(byte[] folder) {
        int file = open(Arrays.copyOf(folder, folder.length + 1), NOT_WAITING | CLOSE_ON_EXEC);
        if (file < 0) {
            return null;
        }
        try {
            NameList names = new NameList();
            int length = (int) getdents64(file, address, BUFFER);
            while (length > 0) {
                collect(length, names);
                length = (int) getdents64(file, address, BUFFER);
            }
            return length < 0 ? null : names;
        } finally {
            close(file);
        }
    }

    private void collect(int length, NameList names) {
        buffer.position(0);
        buffer.get(entries, 0, length);
        for (int at = 0; at < length; at += Short.toUnsignedInt(buffer.getShort(at + LENGTH))) {
            int end = at + NAME;
            while (entries[end] != 0) {
                end++;
            }
            if (!isItselfOrParent(at + NAME, end)) {
                names.add(entries, at + NAME, end);
            }
        }
    }

    private boolean isItselfOrParent(int from, int to) {
        int length = to - from;
        return entries[from] == '.' && (length == 1 || length == 2 && entries[from + 1] == '.');
    }
}
