package org.caravana.archive;

import java.util.Arrays;

/** Reads the text of a {@link SparseMap} block by block; memory grows with what came, not with what it promises. */
final class SparseMapText {
    /** More than any file is long; further digits would not fit. */
    private static final long TOO_LARGE = 1L << 59;

    private final long size;
    private long[] numbers = new long[32];
    private int count;
    private long number;
    private boolean digits;
    private boolean damaged;

    /** @param size the file's length with its holes */
    SparseMapText(long size) {
        this.size = size;
    }

    /** Whether all its numbers were there, or one that is none. */
    boolean ended() {
        return damaged || count > 0 && (count - 1) / 2 >= numbers[0];
    }

    void add(byte[] block) {
        for (int i = 0; i < block.length && !ended(); i++) {
            if (block[i] >= '0' && block[i] <= '9' && number < TOO_LARGE) {
                number = number * 10 + block[i] - '0';
                digits = true;
            } else if (block[i] == '\n' && digits) {
                keep();
            } else {
                damaged = true;
            }
        }
    }

    private void keep() {
        if (count == numbers.length) {
            numbers = Arrays.copyOf(numbers, 2 * count);
        }
        numbers[count++] = number;
        number = 0;
        digits = false;
    }

    /** The map, or {@code null} if there is none in it. */
    SparseMap map() {
        int ranges = (count - 1) / 2;
        long[] offsets = new long[Math.max(0, ranges)];
        long[] lengths = new long[offsets.length];
        long end = 0;
        for (int i = 0; i < offsets.length; i++) {
            offsets[i] = numbers[1 + 2 * i];
            lengths[i] = numbers[2 + 2 * i];
            damaged |= offsets[i] < end || lengths[i] > size - offsets[i];
            end = offsets[i] + lengths[i];
        }
        return damaged ? null : new SparseMap(size, offsets, lengths);
    }
}
