package org.caravana.archive;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import java.util.Arrays;

/** The C library of this process, whose functions a class names as its own native methods. */
final class SystemLibrary {
    private static final String PLATFORM_PATH = "jna.platform.library.path";

    private SystemLibrary() {}

    /** Binds a class's native methods; whether that could be done. For Linux alone, and sizes and offsets of 64 bits. */
    static boolean bind(Class<?> type) {
        try {
            // on these two Linux numbers its flags otherwise
            if (Platform.isMIPS() || Platform.isSPARC()) {
                return false;
            }
            if (!Platform.isLinux() || Native.LONG_SIZE != Long.BYTES || Native.SIZE_T_SIZE != Long.BYTES) {
                return false;
            }
            // else a program is run that lists the folders of libraries, and no library is looked for
            if (System.getProperty(PLATFORM_PATH) == null) {
                System.setProperty(PLATFORM_PATH, "");
            }
            Native.register(type, NativeLibrary.getProcess());
            return true;
        } catch (LinkageError e) {
            // no library for this processor, no folder that one may be run from, or no such function
            return false;
        }
    }

    /** Bytes as C's functions take them, with a zero after them. */
    static byte[] terminated(byte[] text) {
        return Arrays.copyOf(text, text.length + 1);
    }
}
