package org.caravana.archive;

import java.util.List;
import java.util.Map;
import org.caravana.repository.FileEntry;

/**
 * What a directory's archive came to.
 *
 * @param entries entries of the tar
 * @param bytes bytes of their contents
 * @param excluded names left out by a pattern; what lies below an excluded directory is not counted
 * @param withoutAttributes entries whose ACL or extended attributes could not be read
 * @param lost entries that are not in the archive, or not as they were, though they ought to be; accepted ones, sockets and
 *     vanished files do not count
 * @param notes how many entries have each note; those without one are not counted here
 * @param flagged the first, at most {@link #MOST_FLAGGED}, captured anew that have attributes of chattr, which are not
 *     kept, and which those are
 * @param noted the first of them, at most {@link #MOST_NOTED}
 */
public record ArchiveResult(
        long entries,
        long bytes,
        long excluded,
        long withoutAttributes,
        long lost,
        Map<FileEntry.Note, Long> notes,
        List<String> flagged,
        List<Noted> noted) {

    public static final int MOST_NOTED = 1000;
    public static final int MOST_FLAGGED = 20;

    /**
     * Something out of the ordinary.
     *
     * @param note {@link FileEntry.Note#NONE}: it is there, but without its ACL or extended attributes
     * @param path for people: relative to the directory, odd bytes in octal
     * @param why the system's words, or empty
     */
    public record Noted(String path, FileEntry.Note note, String why) {}

    /** How many entries have the note. */
    public long count(FileEntry.Note note) {
        return notes.getOrDefault(note, 0L);
    }

    /** Whether something that ought to be in the archive is not, or not as it was. */
    public boolean lacking() {
        return lost > 0;
    }
}
