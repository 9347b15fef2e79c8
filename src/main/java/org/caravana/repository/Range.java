package org.caravana.repository;

/**
 * Whole frames that follow one another in a pack.
 *
 * @param pack the pack's number among those known to this writer or reader
 * @param offset in the pack, bytes
 * @param length in the pack, bytes
 * @param plain bytes that it decompresses to
 */
record Range(int pack, int offset, int length, long plain) {

    /** The two as one, or {@code null} if the other does not follow this one in the same pack. */
    Range join(Range next) {
        if (next.pack != pack || next.offset != offset + length) {
            return null;
        }
        return new Range(pack, offset, length + next.length, plain + next.plain);
    }
}
