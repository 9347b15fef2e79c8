package org.caravana.target;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** What a server says that is read whole into memory: it ends with an error where it is longer than any honest one. */
final class BoundedAnswer extends FilterInputStream {
    /** Bytes; a thousand names of a listing, each as long as S3 allows, have seven million. */
    static final long BOUND = 16L << 20;

    private final Runnable abort;
    private long left = BOUND;

    /** @param abort ends the connection; to close it would mean to read the rest */
    BoundedAnswer(InputStream answer, Runnable abort) {
        super(answer);
        this.abort = abort;
    }

    @Override
    public int read() throws IOException {
        int read = super.read();
        count(read < 0 ? 0 : 1);
        return read;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int read = super.read(into, offset, length);
        count(Math.max(0, read));
        return read;
    }

    private void count(int read) throws IOException {
        left -= read;
        if (left < 0) {
            abort.run();
            throw new IOException("the server's answer is longer than " + (BOUND >> 20) + " MiB");
        }
    }
}
