package org.caravana.repository;

import java.util.List;

/** Entries, one after another in the stream, that lie in the cycle already: their lines of the new file list, whole. */
final class UnchangedRun implements Step {
    private static final int FULL = 128 << 10;
    private static final int FIRST = 1 << 10;

    private final LineBytes lines = new LineBytes(FIRST);
    private final RangeList ranges = new RangeList();
    private long entries;

    /** Lines, each with its newline. */
    LineBytes lines() {
        return lines;
    }

    /** Where all the entries lie. */
    List<Range> ranges() {
        return ranges.ranges();
    }

    long entries() {
        return entries;
    }

    boolean isFull() {
        return lines.length() >= FULL;
    }

    void add(Range range) {
        ranges.add(range);
    }

    /** Ends the line of an entry. */
    void endEntry() {
        lines.put((byte) '\n');
        entries++;
    }
}
