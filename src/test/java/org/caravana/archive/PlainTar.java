package org.caravana.archive;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.caravana.repository.ArtifactWriter;
import org.caravana.repository.FileEntry;

/** An artifact writer that keeps the stream as it comes: a tar in memory, and its file list. */
class PlainTar implements ArtifactWriter {
    final List<FileEntry> entries = new ArrayList<>();
    private final ByteArrayOutputStream whole = new ByteArrayOutputStream();
    private final ByteArrayOutputStream entry = new ByteArrayOutputStream();

    @Override
    public void header(byte[] bytes, int offset, int length) throws IOException {
        entry.write(bytes, offset, length);
    }

    @Override
    public void content(ReadableByteChannel in, long size) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(3001);
        long left = size;
        while (left > 0) {
            buffer.clear();
            int count = in.read(buffer);
            if (count < 0) {
                throw new EOFException();
            }
            entry.write(buffer.array(), 0, count);
            left -= count;
        }
        entry.write(new byte[(int) (-size & 511)]);
    }

    @Override
    public void entry(FileEntry line) throws IOException {
        entries.add(line);
        entry.writeTo(whole);
        entry.reset();
    }

    @Override
    public void retract() {
        entry.reset();
    }

    @Override
    public void trailer(byte[] bytes) throws IOException {
        whole.write(bytes);
    }

    @Override
    public void stream(ReadableByteChannel in) {
        throw new UnsupportedOperationException("a directory's archive has entries");
    }

    @Override
    public void abandon() {}

    @Override
    public void close() {}

    byte[] bytes() {
        return whole.toByteArray();
    }

    FileEntry.Note note(String path) {
        return entries.stream()
                .filter(e -> Arrays.equals(e.path(), path.getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no entry " + path))
                .note();
    }
}
