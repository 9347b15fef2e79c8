package org.caravana.archive;

import com.sun.jna.LastErrorException;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Linux's own calls for extended attributes of every namespace, ACLs included; Java knows only {@code user.}. Links are
 * not followed. Not thread-safe.
 */
final class NativeAttributes {
    private static final int ENOENT = 2;
    private static final int ENOTDIR = 20;
    private static final int ENODATA = 61;
    private static final int ENOTSUP = 95;
    private static final int PATH_MAX = 4096;
    /** What the kernel allows a list of names, and a value, to take; bytes. */
    private static final int MOST = 1 << 16;

    private static final boolean BOUND = SystemLibrary.bind(NativeAttributes.class);

    private final Memory path = new Memory(PATH_MAX);
    private final Memory buffer = new Memory(MOST);
    private final byte[] prefix;

    /** @param root what names given as bytes are relative to */
    NativeAttributes(Path root) {
        byte[] name = ByteName.absolute(root);
        prefix = name.length == 1 ? name : join(name, new byte[] {'/'});
    }

    /** Whether this system has the calls, as far as we know them. */
    static boolean available() {
        return BOUND;
    }

    private static native long llistxattr(Pointer path, Pointer list, long size);

    private static native long lgetxattr(Pointer path, byte[] name, Pointer value, long size);

    private static native int lsetxattr(Pointer path, byte[] name, byte[] value, long size, int flags)
            throws LastErrorException;

    private static native Pointer getpwuid(int uid);

    private static native Pointer getgrgid(int gid);

    private static native Pointer getpwnam(byte[] name);

    private static native Pointer getgrnam(byte[] name);

    /** The names of what a file has; none where the file system keeps no such thing. */
    List<byte[]> list(byte[] name) throws IOException {
        locate(name);
        int length = (int) llistxattr(path, buffer, MOST);
        if (length == 0) {
            return List.of();
        }
        if (length < 0) {
            return none(Native.getLastError(), "its attributes cannot be listed");
        }
        List<byte[]> names = new ArrayList<>();
        for (int at = 0; at < length; ) {
            int end = (int) buffer.indexOf(at, (byte) 0);
            names.add(buffer.getByteArray(at, end));
            at += end + 1;
        }
        return names;
    }

    private static List<byte[]> none(int error, String what) throws IOException {
        // what is gone will be told of by whoever opens it
        if (error == ENOTSUP || error == ENOENT || error == ENOTDIR) {
            return List.of();
        }
        throw new IOException(what + " (error " + error + ")");
    }

    /** A value; {@code null} if it was taken away since it was listed. */
    byte[] get(byte[] name, byte[] attribute) throws IOException {
        locate(name);
        int length = (int) lgetxattr(path, terminated(attribute), buffer, MOST);
        if (length >= 0) {
            return buffer.getByteArray(0, length);
        }
        int error = Native.getLastError();
        if (error == ENODATA) {
            return null;
        }
        throw new IOException("the attribute " + ByteName.display(attribute) + " cannot be read (error " + error + ")");
    }

    void set(byte[] name, byte[] attribute, byte[] value) throws IOException {
        locate(name);
        try {
            lsetxattr(path, terminated(attribute), value, value.length, 0);
        } catch (LastErrorException e) {
            throw new IOException(e.getMessage(), e);
        }
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
        return thirdField(getpwnam(terminated(name.getBytes(StandardCharsets.UTF_8))));
    }

    static synchronized long gid(String name) {
        return thirdField(getgrnam(terminated(name.getBytes(StandardCharsets.UTF_8))));
    }

    /** The number is the third field of both structures, after two pointers. */
    private static long thirdField(Pointer entry) {
        return entry == null ? -1 : Integer.toUnsignedLong(entry.getInt(2L * Long.BYTES));
    }

    /** The name is the first field of both structures. */
    private static String firstField(Pointer entry) {
        return entry == null ? null : entry.getPointer(0).getString(0, StandardCharsets.UTF_8.name());
    }

    private void locate(byte[] name) throws IOException {
        boolean itself = name.length == 1 && name[0] == '.';
        if (prefix.length + name.length >= PATH_MAX) {
            throw new IOException("its path is too long");
        }
        path.write(0, prefix, 0, prefix.length);
        path.write(prefix.length, name, 0, itself ? 0 : name.length);
        path.setByte(prefix.length + (itself ? 0 : name.length), (byte) 0);
    }

    private static byte[] terminated(byte[] text) {
        return join(text, new byte[1]);
    }

    private static byte[] join(byte[] a, byte[] b) {
        byte[] joined = java.util.Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, joined, a.length, b.length);
        return joined;
    }
}
