package org.caravana.archive;

import java.util.List;

/**
 * What unpacking came to.
 *
 * @param entries entries restored
 * @param bytes bytes of their contents
 * @param shortfalls how many things could not be restored as they were
 * @param first the first of them, at most {@link #MOST_SHORTFALLS}
 */
public record UnpackResult(long entries, long bytes, long shortfalls, List<Shortfall> first) {

    public static final int MOST_SHORTFALLS = 1000;

    /**
     * Something that could not be restored, or not as it was.
     *
     * @param path for people: relative to the destination, odd bytes in octal
     * @param what for example {@code owner 1000:1000: Operation not permitted}
     */
    public record Shortfall(String path, String what) {}
}
