package org.caravana.repository;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.ReadableByteChannel;

/**
 * Takes one artifact's stream in order, cuts it, and stores what the cycle does not hold yet.
 *
 * <p>Not thread-safe: one reader feeds it; hashing, compressing and writing go on behind it. A method returns when the
 * bytes are taken over, not when they are stored; a failure behind it is thrown by a later call, at the latest by
 * {@link #close()}.
 *
 * <p>A directory's entries are each {@code header, content?, entry}; after the last comes {@code trailer}. A dump is
 * one {@code stream}.
 */
public interface ArtifactWriter extends Closeable {

    /** An entry's tar headers: one frame of its own, never shared. The bytes are copied. */
    void header(byte[] bytes, int offset, int length) throws IOException;

    /**
     * A file's content, followed by zero bytes up to a multiple of 512.
     *
     * @param in delivers exactly {@code size} bytes
     * @param size bytes, 1 or more
     * @throws java.io.EOFException if {@code in} ends early
     */
    void content(ReadableByteChannel in, long size) throws IOException;

    /** Ends the entry: what came since the last entry's end is its header and content, and this line its file-list line. */
    void entry(FileEntry entry) throws IOException;

    /**
     * Takes a whole entry from the cycle's last backup, if it is there as it is now, instead of {@code header, content?,
     * entry}. Entries must come in the order of a file list.
     *
     * @return whether it was taken; if not, it has to be read
     */
    default boolean unchanged(FileEntry entry) throws IOException {
        return false;
    }

    /** Takes back what came since the last entry's end, so that the entry can be read once more. */
    void retract() throws IOException;

    /** The end of a tar: bytes that belong to no entry. */
    void trailer(byte[] bytes) throws IOException;

    /** A dump: everything until {@code in} ends. */
    void stream(ReadableByteChannel in) throws IOException;

    /** Gives the artifact up: it will be in no manifest. What was stored of it stays until its cycle goes. */
    void abandon();

    /** Waits until the artifact is stored whole and its indexes are written, unless it was abandoned. */
    @Override
    void close() throws IOException;
}
