package org.caravana.repository;

import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A zstd-compressed file with a checksum that has its name only once {@link #commit()} flushed it to disk. */
final class ZstdFile extends FilterOutputStream {
    private static final int BUFFER = 64 << 10;

    private final Path file;
    private final FileChannel channel;
    private final ZstdOutputStreamNoFinalizer zstd;

    private ZstdFile(Path file, FileChannel channel, ZstdOutputStreamNoFinalizer zstd) {
        super(new BufferedOutputStream(zstd, BUFFER));
        this.file = file;
        this.channel = channel;
        this.zstd = zstd;
    }

    static ZstdFile create(Path file) throws IOException {
        FileChannel channel = SafeFile.create(SafeFile.part(file));
        ZstdOutputStreamNoFinalizer zstd = new ZstdOutputStreamNoFinalizer(Channels.newOutputStream(channel));
        return new ZstdFile(file, channel, zstd.setChecksum(true));
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        out.write(bytes, offset, length);
    }

    void commit() throws IOException {
        out.flush();
        zstd.closeWithoutClosingParentStream();
        channel.force(true);
        channel.close();
        Files.move(SafeFile.part(file), file, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Without a commit before, gives the file up. */
    @Override
    public void close() throws IOException {
        if (channel.isOpen()) {
            try (OutputStream closing = out) {
                Files.deleteIfExists(SafeFile.part(file));
            }
        }
    }
}
