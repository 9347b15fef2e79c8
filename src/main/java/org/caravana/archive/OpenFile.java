package org.caravana.archive;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/** A file that is open for reading. */
interface OpenFile extends Closeable {
    /**
     * Reads some bytes.
     *
     * @param from where, bytes from the file's beginning
     * @return how many; -1 at the file's end
     */
    int read(ByteBuffer target, long from) throws IOException;

    /** Where it has data; {@code null} if it has no holes that can be found. @param size of it, bytes */
    SparseMap holes(long size);

    /** What the file system says of it now, under whichever name; {@code null} if it does not tell. */
    Inode look();
}
