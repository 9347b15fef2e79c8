package org.caravana.repository;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Stops a text whose line does not end, before it fills the memory. */
final class LineBound extends FilterInputStream {
    /** Bytes; a file list's line names every range of a file, which are many if the file has hundreds of GiB. */
    static final long LONGEST = 64L << 20;

    private long left = LONGEST;

    LineBound(InputStream in) {
        super(in);
    }

    void startLine() {
        left = LONGEST;
    }

    @Override
    public int read() throws IOException {
        int next = in.read();
        count(next < 0 ? 0 : 1);
        return next;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int read = in.read(bytes, offset, length);
        count(Math.max(read, 0));
        return read;
    }

    private void count(int read) throws IOException {
        left -= read;
        if (left < 0) {
            throw new TooLongException();
        }
    }

    static final class TooLongException extends IOException {
        private static final long serialVersionUID = 1L;

        TooLongException() {
            super("longer than " + LONGEST + " bytes");
        }
    }
}
