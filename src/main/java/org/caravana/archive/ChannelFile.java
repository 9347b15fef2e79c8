package org.caravana.archive;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** A file as Java opens it, which finds no holes. */
final class ChannelFile implements OpenFile {
    private final FileChannel channel;

    ChannelFile(FileChannel channel) {
        this.channel = channel;
    }

    @Override
    public int read(ByteBuffer target, long from) throws IOException {
        return channel.read(target, from);
    }

    @Override
    public SparseMap holes(long size) {
        return null;
    }

    @Override
    public Inode look() {
        return null;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
