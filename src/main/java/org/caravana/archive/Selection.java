package org.caravana.archive;

import java.nio.file.Path;
import java.util.List;

/**
 * What of a directory is archived.
 *
 * @param excludes patterns in gitignore's syntax of what is left out
 * @param leftOut directories that are never entered, such as the repository that is being written to
 * @param oneFileSystem whether directories on other file systems are noted instead of entered
 * @param excludeCaches whether of a directory with a {@code CACHEDIR.TAG} only the tag is taken
 * @param largest bytes; a longer file is noted instead of taken
 * @param accepted patterns in gitignore's syntax of what may be unreadable
 */
public record Selection(
        List<String> excludes,
        List<Path> leftOut,
        boolean oneFileSystem,
        boolean excludeCaches,
        long largest,
        List<String> accepted) {

    /** Everything but what is named. */
    public static Selection without(List<String> excludes, List<Path> leftOut) {
        return new Selection(excludes, leftOut, false, false, Long.MAX_VALUE, List.of());
    }
}
