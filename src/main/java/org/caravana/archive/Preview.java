package org.caravana.archive;

import java.nio.channels.ReadableByteChannel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.caravana.repository.ArtifactWriter;
import org.caravana.repository.FileEntry;

/** Takes a directory's archive without reading contents or writing anything, and remembers the largest files. */
public final class Preview implements ArtifactWriter {
    private final int most;
    private final PriorityQueue<FileEntry> largest = new PriorityQueue<>(Comparator.comparingLong(FileEntry::size));

    /** @param most how many files are remembered */
    public Preview(int most) {
        this.most = most;
    }

    /** The largest files, the largest first. */
    public List<FileEntry> largest() {
        List<FileEntry> files = new ArrayList<>(largest);
        files.sort(Comparator.comparingLong(FileEntry::size).reversed());
        return files;
    }

    @Override
    public void header(byte[] bytes, int offset, int length) {
        // nothing is written
    }

    @Override
    public void content(ReadableByteChannel in, long size) {
        // nor read
    }

    @Override
    public void entry(FileEntry entry) {
        if (entry.note().inTar() && entry.kind() == 'f') {
            largest.add(entry);
            if (largest.size() > most) {
                largest.poll();
            }
        }
    }

    @Override
    public boolean unchanged(FileEntry entry) {
        return false;
    }

    @Override
    public void retract() {
        // there is nothing to take back
    }

    @Override
    public void trailer(byte[] bytes) {
        // nothing is written
    }

    @Override
    public void stream(ReadableByteChannel in) {
        throw new UnsupportedOperationException("a directory's archive has entries");
    }

    @Override
    public void abandon() {
        // there is nothing to give up
    }

    @Override
    public void close() {
        // nothing is open
    }
}
