package org.caravana.archive;

import com.sun.jna.Pointer;
import java.nio.charset.StandardCharsets;

/** Linux's own calls for who owns what, and may do what with it. */
final class NativeOwners {
    private static final boolean BOUND = SystemLibrary.bind(NativeOwners.class);

    private NativeOwners() {}

    static boolean available() {
        return BOUND;
    }

    private static native Pointer getpwuid(int uid);

    private static native Pointer getgrgid(int gid);

    private static native Pointer getpwnam(byte[] name);

    private static native Pointer getgrnam(byte[] name);

    private static native int fchown(int file, int uid, int gid);

    private static native int fchmod(int file, int mode);

    /** Gives an open file away; whether that was done. */
    static boolean give(int file, long uid, long gid) {
        return fchown(file, (int) uid, (int) gid) == 0;
    }

    /** Sets an open file's mode, 0 to 07777; whether that was done. */
    static boolean mode(int file, int mode) {
        return BOUND && fchmod(file, mode) == 0;
    }

    /** A user's name as the system tells it, or {@code null}. One at a time, as the three below: all answer in one place. */
    static synchronized String user(int uid) {
        return firstField(getpwuid(uid));
    }

    static synchronized String group(int gid) {
        return firstField(getgrgid(gid));
    }

    /** A user's number, -1 if the system does not know the name. */
    static synchronized long uid(String name) {
        return thirdField(getpwnam(SystemLibrary.terminated(name.getBytes(StandardCharsets.UTF_8))));
    }

    static synchronized long gid(String name) {
        return thirdField(getgrnam(SystemLibrary.terminated(name.getBytes(StandardCharsets.UTF_8))));
    }

    /** The number is the third field of both structures, after two pointers. */
    private static long thirdField(Pointer entry) {
        return entry == null ? -1 : Integer.toUnsignedLong(entry.getInt(2L * Long.BYTES));
    }

    /** The name is the first field of both structures. */
    private static String firstField(Pointer entry) {
        return entry == null ? null : entry.getPointer(0).getString(0, StandardCharsets.UTF_8.name());
    }
}
