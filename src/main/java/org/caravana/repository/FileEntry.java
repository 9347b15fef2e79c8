package org.caravana.repository;

import java.util.Arrays;

/**
 * A line of a file list, without its ranges; see {@code docs/repository-format.md}, File list.
 *
 * <p>Names are bytes, not text: a file system promises nothing about their encoding.
 *
 * @param kind one of {@code f d l h p c b s}
 * @param mode permission bits with set-id and sticky, 0 to 07777
 * @param user the owner's name, empty if none
 * @param group the group's name, empty if none
 * @param size bytes of content in the tar
 * @param mtimeSeconds seconds since 1970 UTC
 * @param mtimeNanos 0 to 999,999,999
 * @param ctimeSeconds the same of the inode's change; {@link Long#MIN_VALUE} if unknown
 * @param device the file system's number; with {@code inode} 0 if unknown
 * @param rdev {@code major:minor} of a device file, else {@code null}
 * @param note what was out of the ordinary
 * @param link target of a symbolic link, or path of a hard link's first name; empty if none
 * @param path relative to the directory, {@code .} for itself
 */
public record FileEntry(
        char kind,
        int mode,
        long uid,
        long gid,
        byte[] user,
        byte[] group,
        long size,
        long mtimeSeconds,
        int mtimeNanos,
        long ctimeSeconds,
        int ctimeNanos,
        long device,
        long inode,
        String rdev,
        Note note,
        byte[] link,
        byte[] path) {

    /** What was out of the ordinary about an entry; {@link #inTar()} tells whether it can be restored. */
    public enum Note {
        NONE,
        CHANGED,
        PADDED,
        UNREADABLE,
        VANISHED,
        SKIPPED;

        public boolean inTar() {
            return this == NONE || this == CHANGED || this == PADDED;
        }
    }

    /** The same with its ctime unknown. */
    public FileEntry withoutCtime() {
        return new FileEntry(
                kind,
                mode,
                uid,
                gid,
                user,
                group,
                size,
                mtimeSeconds,
                mtimeNanos,
                Long.MIN_VALUE,
                0,
                device,
                inode,
                rdev,
                note,
                link,
                path);
    }

    /** The path for people, odd bytes in octal as in the file list. */
    public String pathText() {
        return EscapedName.format(path);
    }

    /** The link's target for people, odd bytes in octal as in the file list. */
    public String linkText() {
        return EscapedName.format(link);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FileEntry that && toString().equals(that.toString());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(path);
    }

    @Override
    public String toString() {
        return FileListLine.format(this, "-");
    }
}
