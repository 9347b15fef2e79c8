package org.caravana.repository;

/**
 * Finds the content-defined cuts of a stream: a gear hash with normalised cut points, after Xia et al., "FastCDC: a
 * Fast and Efficient Content-Defined Chunking Approach for Data Deduplication", USENIX ATC 2016.
 *
 * <p>A cut depends only on the 64 bytes before it and on the distance to the cut before, so it falls the same however
 * the stream is sliced, and cuts after an insertion fall together with the old ones again.
 */
final class Cutter {
    /** The least length of a chunk but the last, in bytes. */
    static final int LEAST = 256 << 10;

    /** The length about which lengths gather: a cut is 16 times less likely before it than after it. */
    static final int NORMAL = 1 << 20;

    /** The most bytes of a chunk. */
    static final int MOST = 4 << 20;

    /** The hash forgets a byte after so many further ones. */
    private static final int WINDOW = 64;

    private static final int UNSCANNED = LEAST - WINDOW;
    private static final int BITS_BEFORE_NORMAL = 22;
    private static final int BITS_AFTER_NORMAL = 18;
    private static final long[] GEAR = GearTable.generate();

    private long hash;
    private int length;

    /** Begins a new stream. */
    void reset() {
        hash = 0;
        length = 0;
    }

    /** How many of the next bytes need not be looked at: no cut falls there. */
    int skippable() {
        return Math.max(0, UNSCANNED - length);
    }

    /** Passes over bytes without looking; at most {@link #skippable()}. */
    void skip(int bytes) {
        length += bytes;
    }

    /**
     * Looks at the next bytes of the stream.
     *
     * @return the place in {@code bytes} right after the next cut, or -1 if none falls up to {@code to}; after a cut,
     *     go on from there
     */
    int next(byte[] bytes, int from, int to) {
        int at = from + Math.min(to - from, skippable());
        length += at - from;
        while (at < to) {
            int end = Math.min(to, at + phaseEnd() - length);
            int cut = advance(bytes, at, end);
            if (cut >= 0) {
                reset();
                return cut;
            }
            at = end;
        }
        return -1;
    }

    /** Goes on within one phase; the longest chunk is cut wherever it ends. */
    private int advance(byte[] bytes, int from, int to) {
        int cut = -1;
        if (length < LEAST) {
            warm(bytes, from, to);
        } else {
            int bits = length < NORMAL ? BITS_BEFORE_NORMAL : BITS_AFTER_NORMAL;
            cut = roll(bytes, from, to, Long.SIZE - bits);
        }
        length += to - from;
        return cut < 0 && length == MOST ? to : cut;
    }

    private int phaseEnd() {
        if (length < LEAST) {
            return LEAST;
        }
        return length < NORMAL ? NORMAL : MOST;
    }

    private void warm(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            hash = (hash << 1) + GEAR[bytes[i] & 0xff];
        }
    }

    private int roll(byte[] bytes, int from, int to, int shift) {
        long h = hash;
        for (int i = from; i < to; i++) {
            h = (h << 1) + GEAR[bytes[i] & 0xff];
            if (h >>> shift == 0) {
                return i + 1;
            }
        }
        hash = h;
        return -1;
    }
}
