package org.caravana.repository;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.BitSet;

/** An artifact's index while its packs are being written. */
final class IndexSpool implements Closeable {
    private final Spool spool;
    private final BitSet packs = new BitSet();
    private Range last;
    private long plain;

    IndexSpool(Path file) throws IOException {
        spool = new Spool(file);
    }

    void add(Range range) throws IOException {
        plain += range.plain();
        packs.set(range.pack());
        Range joined = last == null ? null : last.join(range);
        if (joined == null && last != null) {
            spool.writeRange(last);
        }
        last = joined == null ? range : joined;
    }

    /** Bytes of the stream so far. */
    long plain() {
        return plain;
    }

    /** The numbers of the packs that the stream needs. */
    BitSet packs() {
        return packs;
    }

    /** Writes the index file; every pack must have its name by now. */
    void writeTo(Path index, PackList names) throws IOException {
        if (last != null) {
            spool.writeRange(last);
            last = null;
        }
        try (ZstdFile out = ZstdFile.create(index);
                Spool.Reader in = spool.read()) {
            for (Range range = in.range(); range != null; range = in.range()) {
                out.write((names.text(range, ' ') + "\n").getBytes(StandardCharsets.US_ASCII));
            }
            out.commit();
        }
    }

    @Override
    public void close() throws IOException {
        spool.close();
    }
}
