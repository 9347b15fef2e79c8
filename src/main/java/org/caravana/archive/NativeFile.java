package org.caravana.archive;

import java.io.IOException;
import java.nio.ByteBuffer;

/** A file by its number, which the system's own calls take: what Java keeps beside it costs more than a small file. */
final class NativeFile implements OpenFile {
    private final int number;
    private final NativeStat stat;

    /** @param stat {@code null} where the system has no such call */
    NativeFile(int number, NativeStat stat) {
        this.number = number;
        this.stat = stat;
    }

    @Override
    public int read(ByteBuffer target, long from) throws IOException {
        int count = NativeFiles.read(number, target.slice(), from);
        if (count == 0) {
            return target.hasRemaining() ? -1 : 0;
        }
        target.position(target.position() + count);
        return count;
    }

    @Override
    public SparseMap holes(long size) {
        return Holes.of(number, size);
    }

    @Override
    public Inode look() {
        return stat == null ? null : stat.read(number);
    }

    @Override
    public void close() {
        NativeFiles.shut(number);
    }
}
