package org.caravana.repository;

/** What a batch brings to the recorder, in the order of the stream. */
sealed interface Step permits Chunk, Step.Entry, UnchangedRun, Step.Mark {

    /** The chunks since the last mark are this entry's. */
    record Entry(FileEntry entry) implements Step {}

    enum Mark implements Step {
        /** The chunks since the last mark belong to the stream, but to no entry. */
        KEEP,
        /** The chunks since the last mark are not part of the stream. */
        RETRACT
    }
}
