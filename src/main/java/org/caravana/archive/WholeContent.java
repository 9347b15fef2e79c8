package org.caravana.archive;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;

/** A file from its beginning on. */
final class WholeContent implements ReadableByteChannel {
    private final OpenFile file;
    private long at;

    WholeContent(OpenFile file) {
        this.file = file;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        int count = file.read(target, at);
        at += Math.max(0, count);
        return count;
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    /** Whoever opened the file closes it. */
    @Override
    public void close() {}
}
