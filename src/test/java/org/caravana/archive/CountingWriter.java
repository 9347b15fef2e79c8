package org.caravana.archive;

import java.io.IOException;
import java.nio.channels.ReadableByteChannel;
import org.caravana.repository.ArtifactWriter;
import org.caravana.repository.FileEntry;

/** Passes everything on, as if it lay on a device, and tells of each file whose content is read. */
record CountingWriter(ArtifactWriter to, long device, Runnable onContent) implements ArtifactWriter {

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
        to.entry(moved(entry));
    }

    @Override
    public boolean unchanged(FileEntry entry) throws IOException {
        return to.unchanged(moved(entry));
    }

    private FileEntry moved(FileEntry entry) {
        return new FileEntry(
                entry.kind(),
                entry.mode(),
                entry.uid(),
                entry.gid(),
                entry.user(),
                entry.group(),
                entry.size(),
                entry.mtimeSeconds(),
                entry.mtimeNanos(),
                entry.ctimeSeconds(),
                entry.ctimeNanos(),
                device,
                entry.inode(),
                entry.rdev(),
                entry.note(),
                entry.link(),
                entry.path());
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
