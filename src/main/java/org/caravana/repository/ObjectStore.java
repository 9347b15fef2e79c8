package org.caravana.repository;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A place that holds a repository's tree: the local repository, or a target.
 *
 * <p>Paths are relative to the tree's root, with {@code /}. An encrypted target's store takes and gives plain names and
 * plain bytes; only listed sizes are those of the encrypted objects.
 */
public interface ObjectStore {

    /** Its name for people: {@code repository}, or the target's name. */
    String name();

    /**
     * An object as a local file, which the caller only reads. A store that had to fetch it may delete the file when
     * {@link #release} is called.
     *
     * @throws java.nio.file.NoSuchFileException if it is not there
     */
    Path fetch(String path) throws IOException;

    /** Says that a fetched object is not needed any more for now. */
    void release(String path);

    /** The names and sizes of a folder's direct members, {@code .part} files left out; empty if there is no such folder. */
    List<StoredObject> list(String folder) throws IOException;

    /** Whether a member of a listing can be an object of so many plain bytes. */
    default boolean fits(StoredObject listed, long size) {
        return listed.size() == size;
    }

    /**
     * @param name the last part of its path; a folder's ends in {@code /}
     * @param size bytes as they lie there, encrypted or not; -1 for a folder
     */
    record StoredObject(String name, long size) {
        public boolean isFolder() {
            return name.endsWith("/");
        }
    }
}
