package org.caravana.repository;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * The lines of an index or a file list as bytes, one at a time, where they lie in a buffer. One that does not end stops the
 * reading before it fills the memory.
 */
final class ByteLines implements Closeable {
    /** Bytes; a file list's line names every range of a file, which are many if the file has hundreds of GiB. */
    static final int LONGEST = 64 << 20;

    private static final int BUFFER = 256 << 10;

    private final InputStream text;
    private byte[] bytes = new byte[BUFFER];
    private int start;
    private int end = -1;
    private int filled;

    ByteLines(InputStream text) {
        this.text = text;
    }

    static final class TooLongException extends IOException {
        private static final long serialVersionUID = 1L;

        TooLongException() {
            super("longer than " + LONGEST + " bytes");
        }
    }

    /** Goes on to the next line; whether there is one. What comes after the last newline is none. */
    boolean next() throws IOException {
        start = Math.min(end + 1, filled);
        end = newline(start);
        while (end < 0) {
            int searched = filled - start;
            if (!fill()) {
                end = filled;
                return false;
            }
            end = newline(start + searched);
        }
        return true;
    }

    /** Whether something follows the last newline; it lies where a line would, once {@link #next()} found none. */
    boolean hasRest() {
        return end > start;
    }

    /** The buffer, whose content holds until {@link #next()}. */
    byte[] bytes() {
        return bytes;
    }

    /** Where the line begins. */
    int start() {
        return start;
    }

    /** Where its newline stands, or the text ends. */
    int end() {
        return end;
    }

    /** The first index from {@code from} on that holds no digit. */
    int afterDigits(int from) {
        int at = from;
        while (at < end && bytes[at] >= '0' && bytes[at] <= '9') {
            at++;
        }
        return at;
    }

    /** Where the last field begins. */
    int lastField() {
        int at = end;
        while (at > start && bytes[at - 1] != '\t') {
            at--;
        }
        return at;
    }

    private int newline(int from) {
        for (int i = from; i < filled; i++) {
            if (bytes[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    private boolean fill() throws IOException {
        if (start > 0) {
            System.arraycopy(bytes, start, bytes, 0, filled - start);
            filled -= start;
            start = 0;
        }
        if (filled == bytes.length) {
            if (filled >= LONGEST) {
                throw new TooLongException();
            }
            bytes = Arrays.copyOf(bytes, 2 * filled);
        }
        int n = text.read(bytes, filled, bytes.length - filled);
        filled += Math.max(n, 0);
        return n >= 0;
    }

    @Override
    public void close() throws IOException {
        text.close();
    }
}
