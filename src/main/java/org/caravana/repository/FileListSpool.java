package org.caravana.repository;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** An artifact's file list while its packs are being written: text in pieces, after each the ranges that follow it. */
final class FileListSpool implements Closeable {
    private static final int PIECE = 64 << 10;

    private final Spool spool;
    private final LineBytes piece = new LineBytes(2 * PIECE);
    private long entries;
    private long noted;

    FileListSpool(Path file) throws IOException {
        spool = new Spool(file);
    }

    /** @param ranges none of an entry that is not in the tar */
    void add(FileEntry entry, List<Range> ranges) throws IOException {
        piece.putBeforeRanges(entry);
        if (ranges.isEmpty()) {
            piece.putAscii(FileListLine.NONE);
        } else {
            end(ranges);
        }
        piece.putAfterRanges(entry);
        piece.put((byte) '\n');
        entries++;
        noted += entry.note() == FileEntry.Note.NONE ? 0 : 1;
        endIfFull();
    }

    /** Adds lines, of entries without a note, that are whole already. */
    void add(UnchangedRun run) throws IOException {
        piece.put(run.lines().bytes(), 0, run.lines().length());
        entries += run.entries();
        endIfFull();
    }

    private void endIfFull() throws IOException {
        if (piece.length() >= PIECE) {
            end(List.of());
        }
    }

    private void end(List<Range> ranges) throws IOException {
        spool.writeText(piece.bytes(), piece.length());
        spool.writeRanges(ranges);
        piece.clear();
    }

    long entries() {
        return entries;
    }

    long noted() {
        return noted;
    }

    /** The list's text; every pack must have its name by now. */
    InputStream open(PackList names) throws IOException {
        end(List.of());
        return new Text(spool.read(), names);
    }

    @Override
    public void close() throws IOException {
        spool.close();
    }

    private static final class Text extends InputStream {
        private final Spool.Reader in;
        private final PackList names;
        private byte[] part = new byte[0];
        private int at;
        private boolean rangesNext;

        Text(Spool.Reader in, PackList names) {
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
            while (at == part.length) {
                if (!next()) {
                    return -1;
                }
            }
            int n = Math.min(length, part.length - at);
            System.arraycopy(part, at, bytes, offset, n);
            at += n;
            return n;
        }

        private boolean next() throws IOException {
            part = rangesNext ? text(in.ranges()) : in.text();
            at = 0;
            rangesNext = !rangesNext;
            return part != null;
        }

        private byte[] text(List<Range> ranges) {
            return ranges.stream()
                    .map(range -> names.text(range, ':'))
                    .collect(Collectors.joining(","))
                    .getBytes(StandardCharsets.US_ASCII);
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
