package org.caravana.repository;

/**
 * Finds the content-defined cuts of a stream: a gear hash with normalised cut points, after Xia et al., "FastCDC: a
 * Fast and Efficient Content-Defined Chunking Approach for Data Deduplication", USENIX ATC 2016.
 *
 * <p>A cut depends only on the 64 bytes before it and on the distance to the cut before, so it falls the same however
 * the stream is sliced, and cuts after an insertion fall together with the old ones again.
 */
final class Cutter {
    /** The least length of a chunk but the last, in bytes, unless smaller ones are asked for. */
    static final int LEAST = 256 << 10;

    /** The length about which lengths gather: a cut is 16 times less likely before it than after it. */
    static final int NORMAL = 1 << 20;

    /** The most bytes of a chunk. */
    static final int MOST = 4 << 20;

    /** For a file list, of which a changed file changes one line of 200 bytes. */
    static final int NORMAL_OF_LISTS = 8 << 10;

    /** The hash forgets a byte after so many further ones. */
    private static final int WINDOW = 64;

    /** Before the normal length a cut is four times less likely than one in that many bytes, after it four times more. */
    private static final int NORMALISATION_BITS = 2;

    private static final long[] GEAR = GearTable.generate();

    private final int least;
    private final int normal;
    private final int most;
    private final int bitsBeforeNormal;
    private final int bitsAfterNormal;
    private long hash;
    private int length;

    Cutter() {
        this(NORMAL);
    }

    /** @param normal the length about which lengths gather, a power of two from {@link #NORMAL_OF_LISTS} to {@link #NORMAL}; the least is a quarter of it, the most four times as much */
    Cutter(int normal) {
        if (normal > NORMAL || normal < NORMAL_OF_LISTS || Integer.bitCount(normal) != 1) {
            throw new IllegalArgumentException("chunks of about " + normal + " bytes");
        }
        this.normal = normal;
        least = normal / 4;
        most = normal * 4;
        int bits = Integer.numberOfTrailingZeros(normal);
        bitsBeforeNormal = bits + NORMALISATION_BITS;
        bitsAfterNormal = bits - NORMALISATION_BITS;
    }

    /** Begins a new stream. */
    void reset() {
        hash = 0;
        length = 0;
    }

    /** How many of the next bytes need not be looked at: no cut falls there. */
    int skippable() {
        return Math.max(0, least - WINDOW - length);
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
        if (length < least) {
            warm(bytes, from, to);
        } else {
            int bits = length < normal ? bitsBeforeNormal : bitsAfterNormal;
            cut = roll(bytes, from, to, Long.SIZE - bits);
        }
        length += to - from;
        return cut < 0 && length == most ? to : cut;
    }

    private int phaseEnd() {
        if (length < least) {
            return least;
        }
        return length < normal ? normal : most;
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
