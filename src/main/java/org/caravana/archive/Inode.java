package org.caravana.archive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;

/**
 * What the file system says of a name, links not followed, in one system call.
 *
 * @param type the file type bits of the mode, for example {@link #DIRECTORY}
 * @param permissions 0 to 07777
 * @param rdev the device number of a device file, as Linux packs it
 * @param mtimeSeconds since 1970 UTC, of the last change of content
 * @param ctimeSeconds the same, of the last change of anything
 * @param flags attributes of {@code chattr}, as statx(2) tells them; {@link #UNTOLD}
 */
record Inode(
        int type,
        int permissions,
        long device,
        long number,
        int links,
        long uid,
        long gid,
        long size,
        long rdev,
        long mtimeSeconds,
        int mtimeNanos,
        long ctimeSeconds,
        int ctimeNanos,
        int flags) {
    static final int DIRECTORY = 0040000;
    static final int FILE = 0100000;
    static final int LINK = 0120000;
    static final int FIFO = 0010000;
    static final int CHARACTER = 0020000;
    static final int BLOCK = 0060000;
    static final int SOCKET = 0140000;
    static final int UNTOLD = -1;

    // owner and group by name are left out on purpose: each would be looked up anew for every file
    private static final String ATTRIBUTES = "unix:mode,ino,dev,nlink,uid,gid,size,rdev,ctime,lastModifiedTime";

    static Inode read(Path path) throws IOException {
        Map<String, Object> all = Files.readAttributes(path, ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
        int mode = (Integer) all.get("mode");
        Instant mtime = ((FileTime) all.get("lastModifiedTime")).toInstant();
        Instant ctime = ((FileTime) all.get("ctime")).toInstant();
        return new Inode(
                mode & 0170000,
                mode & 07777,
                (Long) all.get("dev"),
                (Long) all.get("ino"),
                (Integer) all.get("nlink"),
                Integer.toUnsignedLong((Integer) all.get("uid")),
                Integer.toUnsignedLong((Integer) all.get("gid")),
                (Long) all.get("size"),
                (Long) all.get("rdev"),
                mtime.getEpochSecond(),
                mtime.getNano(),
                ctime.getEpochSecond(),
                ctime.getNano(),
                UNTOLD);
    }

    Instant mtime() {
        return Instant.ofEpochSecond(mtimeSeconds, mtimeNanos);
    }

    boolean isDirectory() {
        return type == DIRECTORY;
    }

    /** The file list's letter. */
    char kind() {
        return switch (type) {
            case DIRECTORY -> 'd';
            case LINK -> 'l';
            case FIFO -> 'p';
            case CHARACTER -> 'c';
            case BLOCK -> 'b';
            case SOCKET -> 's';
            default -> 'f';
        };
    }

    /** {@code MAJOR:MINOR} of a device file, else {@code null}. */
    String majorMinor() {
        if (type != CHARACTER && type != BLOCK) {
            return null;
        }
        long major = rdev >>> 8 & 0xfff | rdev >>> 32 & ~0xfffL;
        long minor = rdev & 0xff | rdev >>> 12 & ~0xffL;
        return major + ":" + minor;
    }

    /** Whether anything happened to the file between the two looks, its name taken away or given to another included. */
    boolean differsFrom(Inode other) {
        return contentDiffersFrom(other)
                || ctimeSeconds != other.ctimeSeconds
                || ctimeNanos != other.ctimeNanos
                || links != other.links;
    }

    /** Whether content read between the two looks could be a mix of before and after. */
    boolean contentDiffersFrom(Inode other) {
        return number != other.number
                || device != other.device
                || size != other.size
                || mtimeSeconds != other.mtimeSeconds
                || mtimeNanos != other.mtimeNanos
                || type != other.type;
    }
}
