package org.caravana.repository;

import java.io.IOException;

/** The ranges of an index. */
final class IndexRanges implements RangeSource {
    private final TextLines lines;

    IndexRanges(TextLines lines) {
        this.lines = lines;
    }

    @Override
    public PackRange next() throws IOException {
        return lines.next(PackRange::parseLine);
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
