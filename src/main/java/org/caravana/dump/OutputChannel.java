package org.caravana.dump;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;

/** A program's output as a channel; large reads go straight to the pipe. */
final class OutputChannel implements ReadableByteChannel {
    private final InputStream in;
    private final byte[] buffer = new byte[1 << 16];
    private boolean open = true;

    OutputChannel(InputStream in) {
        this.in = in;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        if (!target.hasRemaining()) {
            return 0;
        }
        int count = in.read(buffer, 0, Math.min(buffer.length, target.remaining()));
        if (count > 0) {
            target.put(buffer, 0, count);
        }
        return count;
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public void close() throws IOException {
        open = false;
        in.close();
    }
}
