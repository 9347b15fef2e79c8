package org.caravana.repository;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** The lines of a file list as bytes, one at a time, where they lie in a buffer. */
final class ListedLines implements Closeable {
    private static final int BUFFER = 256 << 10;

    private final InputStream text;
    private byte[] bytes = new byte[BUFFER];
    private int start;
    private int end = -1;
    private int filled;

    ListedLines(InputStream text) {
        this.text = text;
    }

    /** Goes on to the next line; whether there is one. */
    boolean next() throws IOException {
        start = end + 1;
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

    /** The buffer, whose content holds until {@link #next()}. */
    byte[] bytes() {
        return bytes;
    }

    /** Where the line begins. */
    int start() {
        return start;
    }

    /** Where its newline stands. */
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
        System.arraycopy(bytes, start, bytes, 0, filled - start);
        filled -= start;
        start = 0;
        if (filled == bytes.length) {
            if (filled >= LineBound.LONGEST) {
                throw new LineBound.TooLongException();
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
