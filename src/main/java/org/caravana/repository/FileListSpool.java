package org.caravana.repository;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** An artifact's file list while its packs are being written. */
final class FileListSpool implements Closeable {
    private final Spool spool;
    private long entries;
    private long noted;

    FileListSpool(Path file) throws IOException {
        spool = new Spool(file);
    }

    void add(FileEntry entry, List<Range> ranges) throws IOException {
        spool.writeText(FileListLine.beforeRanges(entry).getBytes(StandardCharsets.UTF_8));
        spool.writeRanges(ranges);
        spool.writeText(FileListLine.afterRanges(entry).getBytes(StandardCharsets.UTF_8));
        entries++;
        noted += entry.note() == FileEntry.Note.NONE ? 0 : 1;
    }

    long entries() {
        return entries;
    }

    long noted() {
        return noted;
    }

    /** The list's text; every pack must have its name by now. */
    InputStream open(PackList names) throws IOException {
        return new Lines(spool.read(), names);
    }

    @Override
    public void close() throws IOException {
        spool.close();
    }

    private static final class Lines extends InputStream {
        private final Spool.Reader in;
        private final PackList names;
        private byte[] line = new byte[0];
        private int at;

        Lines(Spool.Reader in, PackList names) {
            this.in = in;
            this.names = names;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (at == line.length && !next()) {
                return -1;
            }
            int n = Math.min(length, line.length - at);
            System.arraycopy(line, at, bytes, offset, n);
            at += n;
            return n;
        }

        private boolean next() throws IOException {
            byte[] before = in.text();
            if (before == null) {
                return false;
            }
            List<Range> ranges = in.ranges();
            String middle = ranges.isEmpty()
                    ? FileListLine.NONE
                    : ranges.stream().map(r -> names.text(r, ':')).collect(Collectors.joining(","));
            String after = new String(in.text(), StandardCharsets.UTF_8);
            line = (new String(before, StandardCharsets.UTF_8) + middle + after + "\n")
                    .getBytes(StandardCharsets.UTF_8);
            at = 0;
            return true;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
