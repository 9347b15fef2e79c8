package org.caravana.repository;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Takes the ranges of a file list's line apart, where they lie in packs that are whole. */
final class ListedRanges {
    /** Longer ones are of no pack. */
    private static final int MOST_DIGITS = 18;

    private final PackList packs;
    private final List<Range> ranges = new ArrayList<>();
    private byte[] packName = new byte[0];
    private int pack = -1;
    private long packSize;
    private byte[] bytes;
    private int at;
    private int end;

    ListedRanges(PackList packs) {
        this.packs = packs;
    }

    /**
     * Parses a line's field of ranges.
     *
     * @return whether it is one, with at least one range, and its packs are whole
     */
    boolean parse(byte[] line, int from, int to) {
        ranges.clear();
        bytes = line;
        at = from;
        end = to;
        do {
            if (!range()) {
                return false;
            }
        } while (skip(','));
        return at == end;
    }

    /**
     * Adds the ranges that were parsed last.
     *
     * @return bytes of the stream
     */
    long addTo(UnchangedRun run) {
        long plain = 0;
        for (Range range : ranges) {
            run.add(range);
            plain += range.plain();
        }
        return plain;
    }

    private boolean range() {
        findPack();
        long offset = number();
        long length = number();
        long plain = number();
        if (pack < 0 || offset < 0 || length <= 0 || plain < 0 || offset + length > packSize) {
            return false;
        }
        ranges.add(new Range(pack, (int) offset, (int) length, plain));
        return true;
    }

    /** Most lines name the pack that the line before them named. */
    private void findPack() {
        int nameEnd = at + packName.length;
        boolean again = nameEnd < end
                && bytes[nameEnd] == ':'
                && Arrays.equals(bytes, at, nameEnd, packName, 0, packName.length);
        if (!again) {
            nameEnd = at;
            while (nameEnd < end && bytes[nameEnd] != ':') {
                nameEnd++;
            }
            packName = Arrays.copyOfRange(bytes, at, nameEnd);
            pack = packs.number(new String(packName, StandardCharsets.US_ASCII));
            packSize = pack < 0 ? 0 : packs.get(pack).size();
        }
        at = nameEnd;
    }

    /** The number after a colon; -1 if there is none. */
    private long number() {
        if (!skip(':')) {
            return -1;
        }
        int start = at;
        long number = 0;
        while (at < end && at - start < MOST_DIGITS && bytes[at] >= '0' && bytes[at] <= '9') {
            number = 10 * number + bytes[at] - '0';
            at++;
        }
        return at == start ? -1 : number;
    }

    private boolean skip(char wanted) {
        boolean there = at < end && bytes[at] == wanted;
        at += there ? 1 : 0;
        return there;
    }
}
