package org.caravana.repository;

import java.util.List;

/** What a batch brings to the recorder, in the order of the stream. */
sealed interface Step permits Chunk, Step.Entry, Step.Unchanged, Step.Mark {

    /** The chunks since the last mark are this entry's. */
    record Entry(FileEntry entry) implements Step {}

    /** An entry that lies in the cycle already; no chunks are its. */
    record Unchanged(FileEntry entry, List<Range> ranges) implements Step {}

    enum Mark implements Step {
        /** The chunks since the last mark belong to the stream, but to no entry. */
        KEEP,
        /** The chunks since the last mark are not part of the stream. */
        RETRACT
    }
}
