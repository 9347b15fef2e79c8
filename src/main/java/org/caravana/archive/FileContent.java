package org.caravana.archive;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import org.caravana.repository.StopSignal;

/**
 * Exactly so many bytes of a file, whatever becomes of it meanwhile: what it lacks in the end is filled up with zero
 * bytes, what it has grown is left.
 */
final class FileContent implements ReadableByteChannel {
    private final ReadableByteChannel file;
    private final StopSignal stop;
    private long left;
    private boolean padded;
    private IOException failure;

    FileContent(ReadableByteChannel file, long size, StopSignal stop) {
        this.file = file;
        this.left = size;
        this.stop = stop;
    }

    /** Whether the file ended early. */
    boolean padded() {
        return padded;
    }

    /** The error that ended reading early, or {@code null}. */
    IOException failure() {
        return failure;
    }

    @Override
    public int read(ByteBuffer target) {
        stop.check();
        if (left == 0) {
            return -1;
        }
        int end = target.limit();
        if (target.remaining() > left) {
            target.limit(target.position() + (int) left);
        }
        int count = padded ? zeros(target) : fromFile(target);
        target.limit(end);
        left -= count;
        return count;
    }

    private int fromFile(ByteBuffer target) {
        try {
            int count = file.read(target);
            if (count >= 0) {
                return count;
            }
        } catch (IOException e) {
            failure = e;
        }
        padded = true;
        return zeros(target);
    }

    private static int zeros(ByteBuffer target) {
        int count = target.remaining();
        target.put(new byte[count]);
        return count;
    }

    @Override
    public boolean isOpen() {
        return file.isOpen();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
