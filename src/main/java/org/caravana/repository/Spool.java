package org.caravana.repository;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Records that wait on disk until the packs that they point at have names: packs are numbers here. Written once, then
 * read once.
 */
final class Spool implements Closeable {
    private static final int LEVEL = 1;
    private static final int BUFFER = 64 << 10;

    private final Path file;
    private final DataOutputStream out;

    Spool(Path file) throws IOException {
        this.file = file;
        out = new DataOutputStream(new BufferedOutputStream(
                new ZstdOutputStreamNoFinalizer(Channels.newOutputStream(SafeFile.create(file)), LEVEL), BUFFER));
    }

    void writeText(byte[] text, int length) throws IOException {
        out.writeInt(length);
        out.write(text, 0, length);
    }

    void writeRanges(List<Range> ranges) throws IOException {
        out.writeInt(ranges.size());
        for (Range range : ranges) {
            writeRange(range);
        }
    }

    void writeRange(Range range) throws IOException {
        out.writeInt(range.pack());
        out.writeInt(range.offset());
        out.writeInt(range.length());
        out.writeLong(range.plain());
    }

    /** Ends the writing and opens what was written. */
    Reader read() throws IOException {
        out.close();
        return new Reader(new DataInputStream(
                new BufferedInputStream(new ZstdInputStreamNoFinalizer(Files.newInputStream(file)), BUFFER)));
    }

    /** Deletes it. */
    @Override
    public void close() throws IOException {
        try (out) {
            Files.deleteIfExists(file);
        }
    }

    static final class Reader implements Closeable {
        private final DataInputStream in;

        Reader(DataInputStream in) {
            this.in = in;
        }

        /** The next text, or {@code null} at the end. */
        byte[] text() throws IOException {
            return atEnd() ? null : in.readNBytes(in.readInt());
        }

        List<Range> ranges() throws IOException {
            int count = in.readInt();
            List<Range> ranges = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                ranges.add(range());
            }
            return ranges;
        }

        /** The next range, or {@code null} at the end. */
        Range range() throws IOException {
            return atEnd() ? null : new Range(in.readInt(), in.readInt(), in.readInt(), in.readLong());
        }

        private boolean atEnd() throws IOException {
            in.mark(1);
            boolean end = in.read() < 0;
            in.reset();
            return end;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
