package org.caravana.archive;

import java.io.IOException;
import java.nio.channels.ReadableByteChannel;
import org.caravana.repository.ArtifactWriter;
import org.caravana.repository.FileEntry;

/** Passes everything on, and tells of each file whose content is read. */
record CountingWriter(ArtifactWriter to, Runnable onContent) implements ArtifactWriter {

    @Override
    public void header(byte[] bytes, int offset, int length) throws IOException {
        to.header(bytes, offset, length);
    }

    @Override
    public void content(ReadableByteChannel in, long size) throws IOException {
        onContent.run();
        to.content(in, size);
    }

    @Override
    public void entry(FileEntry entry) throws IOException {
        to.entry(entry);
    }

    @Override
    public boolean unchanged(FileEntry entry) throws IOException {
        return to.unchanged(entry);
    }

    @Override
    public void retract() throws IOException {
        to.retract();
    }

    @Override
    public void trailer(byte[] bytes) throws IOException {
        to.trailer(bytes);
    }

    @Override
    public void stream(ReadableByteChannel in) throws IOException {
        to.stream(in);
    }

    @Override
    public void abandon() {
        to.abandon();
    }

    @Override
    public void close() throws IOException {
        to.close();
    }
}
