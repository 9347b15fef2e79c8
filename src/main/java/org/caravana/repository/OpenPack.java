package org.caravana.repository;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;

/** A fetched pack and its description. */
final class OpenPack implements Closeable {
    private final ObjectStore store;
    private final String path;
    private final FileChannel channel;
    private final PackDescription description;
    private final long size;

    private OpenPack(ObjectStore store, String path, FileChannel channel, PackDescription description)
            throws IOException {
        this.store = store;
        this.path = path;
        this.channel = channel;
        this.description = description;
        size = channel.size();
    }

    static OpenPack open(ObjectStore store, String path) throws IOException {
        FileChannel channel;
        try {
            channel = FileChannel.open(store.fetch(path));
        } catch (NoSuchFileException e) {
            throw new DamagedException(store.name(), path, "it is missing", e);
        }
        try {
            return new OpenPack(store, path, channel, PackDescription.read(channel));
        } catch (PackDescription.Malformed e) {
            channel.close();
            throw new DamagedException(store.name(), path, "it " + e.getMessage(), e);
        } catch (IOException | RuntimeException | Error e) {
            channel.close();
            throw e;
        }
    }

    PackDescription description() {
        return description;
    }

    /** Its length in bytes. */
    long size() {
        return size;
    }

    /** The number of the frame that begins a range. */
    int frameAt(long offset) {
        int frame = offset > Integer.MAX_VALUE ? -1 : description.at((int) offset);
        if (frame < 0) {
            throw damaged("no frame begins at " + offset);
        }
        return frame;
    }

    /** Checks that a range is whole frames of this pack that decompress to what it says. */
    void require(PackRange range) {
        long at = range.offset();
        long plain = 0;
        for (int frame = frameAt(range.offset()); at < range.end(); frame++) {
            if (frame == description.count()) {
                throw damaged("a range ends at " + range.end() + ", after the last frame");
            }
            at += description.length(frame);
            plain += description.plain(frame);
        }
        if (at != range.end() || plain != range.plain()) {
            throw damaged(
                    "the range of " + range.length() + " bytes at " + range.offset() + " does not fit its frames");
        }
    }

    void read(ByteBuffer buffer, long position) throws IOException {
        long start = position - buffer.position();
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, start + buffer.position()) < 0) {
                throw damaged("it ends early");
            }
        }
    }

    DamagedException damaged(String what) {
        return new DamagedException(store.name(), path, what);
    }

    @Override
    public void close() throws IOException {
        try (channel) {
            store.release(path);
        }
    }
}
