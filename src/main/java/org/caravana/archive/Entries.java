package org.caravana.archive;

import org.caravana.repository.FileEntry;
import org.caravana.repository.FileEntry.Note;

/** What was found at a place, as entries of a file list. */
final class Entries {
    private static final byte[] NOTHING = {};
    private static final long UNKNOWN = Long.MIN_VALUE;

    private final Owners owners = new Owners();

    /** One of the kind that it is, with the length of a file's content. */
    FileEntry of(Place place, Inode inode, Note note) {
        return of(inode.kind(), place, inode, inode.type() == Inode.FILE ? inode.size() : 0, NOTHING, note);
    }

    /** One of which nothing is in the tar. */
    FileEntry left(Place place, Inode inode, Note note) {
        return of(inode.kind(), place, inode, 0, NOTHING, note);
    }

    /** A further name of a file. */
    FileEntry hardLink(Place place, Inode inode, byte[] first) {
        return of('h', place, inode, 0, first, Note.NONE);
    }

    FileEntry symbolicLink(Place place, Inode inode, byte[] target) {
        return of(inode.kind(), place, inode, 0, target, Note.NONE);
    }

    /** A name of which nothing else is known. */
    static FileEntry unknown(Place place, Note note) {
        return new FileEntry(
                'f', 0, 0, 0, NOTHING, NOTHING, 0, 0, 0, UNKNOWN, 0, 0, 0, null, note, NOTHING, place.name());
    }

    private FileEntry of(char kind, Place place, Inode inode, long size, byte[] link, Note note) {
        return new FileEntry(
                kind,
                inode.permissions(),
                inode.uid(),
                inode.gid(),
                owners.user(place, inode.uid()),
                owners.group(place, inode.gid()),
                size,
                inode.mtimeSeconds(),
                inode.mtimeNanos(),
                inode.ctimeSeconds(),
                inode.ctimeNanos(),
                inode.device(),
                inode.number(),
                inode.majorMinor(),
                note,
                link,
                place.name());
    }
}
