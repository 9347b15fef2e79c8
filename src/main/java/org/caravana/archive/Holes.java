package org.caravana.archive;

import java.io.IOException;
import java.util.Arrays;

/**
 * Finds the holes of a file. One that is no longer than {@link #LEAST} is not asked for: it costs a system call.
 *
 * <p>Is the file changed meanwhile, its times tell so afterwards, as they do of a change while it is read.
 */
final class Holes {
    /** Bytes. */
    static final long LEAST = 32 << 10;
    /** A map of so many ranges takes less than 1 MiB; in a file that has more, the shortest holes are data. */
    private static final int MOST_RANGES = 32_768;

    private Holes() {}

    /** The map of an open file; {@code null} if it has no holes that can be found. */
    static SparseMap of(int file, long size) {
        if (size <= LEAST) {
            return null;
        }
        try {
            long first = NativeFiles.seek(file, 0, NativeFiles.HOLE);
            return first < 0 || first >= size ? null : map(file, size);
        } catch (IOException e) {
            return null;
        }
    }

    private static SparseMap map(int file, long size) throws IOException {
        Ranges ranges = new Ranges(size);
        for (long at = NativeFiles.seek(file, 0, NativeFiles.DATA); at >= 0 && at < size; ) {
            long end = NativeFiles.seek(file, at, NativeFiles.HOLE);
            end = end < 0 ? size : Math.min(end, size);
            ranges.add(at, end);
            at = end < size ? NativeFiles.seek(file, end, NativeFiles.DATA) : -1;
        }
        SparseMap map = ranges.map();
        return map.dataSize() == size ? null : map;
    }

    /** Ranges as they come, widened to whole blocks of a tar; never too many. */
    static final class Ranges {
        private static final long BLOCK = TarHeader.BLOCK;

        private final long size;
        private final int most;
        private long[] starts = new long[16];
        private long[] ends = new long[16];
        private int count;
        private long leastHole = 1;

        Ranges(long size) {
            this(size, MOST_RANGES);
        }

        Ranges(long size, int most) {
            this.size = size;
            this.most = most;
        }

        void add(long from, long to) {
            long start = from / BLOCK * BLOCK;
            long end = Math.min(size, (to + BLOCK - 1) / BLOCK * BLOCK);
            if (count > 0 && start - ends[count - 1] < leastHole) {
                ends[count - 1] = end;
                return;
            }
            while (count == most) {
                leastHole = Math.max(BLOCK, leastHole * 2);
                close();
            }
            if (count == starts.length) {
                starts = Arrays.copyOf(starts, 2 * count);
                ends = Arrays.copyOf(ends, 2 * count);
            }
            starts[count] = start;
            ends[count++] = end;
        }

        /** Makes data of the holes that are too short now. */
        private void close() {
            int kept = 0;
            for (int i = 1; i < count; i++) {
                if (starts[i] - ends[kept] < leastHole) {
                    ends[kept] = ends[i];
                } else {
                    kept++;
                    starts[kept] = starts[i];
                    ends[kept] = ends[i];
                }
            }
            count = kept + 1;
        }

        SparseMap map() {
            long[] lengths = new long[count];
            for (int i = 0; i < count; i++) {
                lengths[i] = ends[i] - starts[i];
            }
            return new SparseMap(size, Arrays.copyOf(starts, count), lengths);
        }
    }
}
