package org.caravana.repository;

/**
 * A range as an index or a file list names it.
 *
 * @param pack a pack's file name
 * @param offset in the pack, bytes
 * @param length in the pack, bytes
 * @param plain bytes that it decompresses to
 */
record PackRange(String pack, long offset, long length, long plain) {
    /** @throws IllegalArgumentException if it is no line of an index */
    static PackRange parseLine(String line) {
        return parse(line, " ");
    }

    /** @throws IllegalArgumentException if it is no range of a file list */
    static PackRange parseField(String text) {
        return parse(text, ":");
    }

    long end() {
        return offset + length;
    }

    private static PackRange parse(String text, String separator) {
        String[] part = text.split(separator, -1);
        if (part.length != 4 || !PackName.is(part[0])) {
            throw new IllegalArgumentException("no range: " + text);
        }
        PackRange range =
                new PackRange(part[0], Long.parseLong(part[1]), Long.parseLong(part[2]), Long.parseLong(part[3]));
        if (range.offset < 0 || range.length <= 0 || range.plain < 0 || range.end() < 0) {
            throw new IllegalArgumentException("no range: " + text);
        }
        return range;
    }
}
