package org.caravana.repository;

import java.util.function.Predicate;

/** Some of a directory's entries. */
@FunctionalInterface
public interface EntrySelection extends Predicate<FileEntry> {

    /**
     * Whether there may be an entry of the selection at a path; asked before a line is read, so that those of a million
     * others are not.
     *
     * @param text holds the path from {@code from} to {@code to} as {@link FileEntry#pathText} has it, in UTF-8
     */
    default boolean mayLieAt(byte[] text, int from, int to) {
        return true;
    }

    /** Whether none of the entries that were not tested yet can be selected. */
    default boolean isComplete() {
        return false;
    }
}
