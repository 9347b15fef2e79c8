package org.caravana.archive;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;

/** Of a file the ranges that hold data, one after another; of one without holes that is all of it. */
final class DataRanges implements ReadableByteChannel {
    private final OpenFile file;
    private final SparseMap map;
    private int range;
    private long done;

    DataRanges(OpenFile file, SparseMap map) {
        this.file = file;
        this.map = map;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        while (range < map.offsets().length && done == map.lengths()[range]) {
            range++;
            done = 0;
        }
        if (range == map.offsets().length) {
            return -1;
        }
        int end = target.limit();
        target.limit((int) Math.min(end, target.position() + map.lengths()[range] - done));
        int count = file.read(target, map.offsets()[range] + done);
        target.limit(end);
        done += Math.max(0, count);
        return count;
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    /** Whoever opened the file closes it. */
    @Override
    public void close() {}
}
