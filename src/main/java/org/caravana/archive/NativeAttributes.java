package org.caravana.archive;

import com.sun.jna.LastErrorException;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.io.IOException;
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

    /** Whether this system has the calls, as far as we know them. */
    static boolean available() {
        return BOUND;
    }

    private static native long llistxattr(Pointer path, Pointer list, long size);

    private static native long lgetxattr(Pointer path, byte[] name, Pointer value, long size);

    private static native int lsetxattr(Pointer path, byte[] name, byte[] value, long size, int flags)
            throws LastErrorException;

    /** The names of what a file has, by its absolute path; none where the file system keeps no such thing. */
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
        int length = (int) lgetxattr(path, SystemLibrary.terminated(attribute), buffer, MOST);
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
            lsetxattr(path, SystemLibrary.terminated(attribute), value, value.length, 0);
        } catch (LastErrorException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private void locate(byte[] name) throws IOException {
        if (name.length >= PATH_MAX) {
            throw new IOException("its path is too long");
        }
        path.write(0, name, 0, name.length);
        path.setByte(name.length, (byte) 0);
    }
}
