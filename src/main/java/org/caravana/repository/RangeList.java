package org.caravana.repository;

import java.util.ArrayList;
import java.util.List;

/** Ranges in the order of a stream; those that follow one another in a pack are joined. */
final class RangeList {
    private final List<Range> ranges = new ArrayList<>();

    void add(Range next) {
        int last = ranges.size() - 1;
        Range joined = last < 0 ? null : ranges.get(last).join(next);
        if (joined == null) {
            ranges.add(next);
        } else {
            ranges.set(last, joined);
        }
    }

    List<Range> ranges() {
        return ranges;
    }

    void clear() {
        ranges.clear();
    }
}
