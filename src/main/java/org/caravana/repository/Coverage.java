package org.caravana.repository;

import java.io.IOException;

/** Takes the ranges of an index off piece by piece. */
final class Coverage {
    private final RangeSource index;
    private PackRange current;
    private long length;
    private long plain;

    Coverage(RangeSource index) {
        this.index = index;
    }

    /** Whether the index goes on with this range, which is taken off it. */
    boolean take(PackRange range) throws IOException {
        if (length == 0 && !next()) {
            return false;
        }
        long at = current.end() - length;
        boolean fits = current.pack().equals(range.pack())
                && at == range.offset()
                && range.length() <= length
                && range.plain() <= plain;
        length -= range.length();
        plain -= range.plain();
        return fits;
    }

    /** Plain bytes that are left. */
    long rest() throws IOException {
        long rest = length == 0 ? 0 : plain;
        while (next()) {
            rest += plain;
        }
        return rest;
    }

    private boolean next() throws IOException {
        current = index.next();
        if (current != null) {
            length = current.length();
            plain = current.plain();
        }
        return current != null;
    }
}
