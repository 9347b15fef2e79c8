package org.caravana.repository;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;

/**
 * The file list of the cycle's last backup, walked along with a new one: entries that are as they were need not be read
 * again. One line of it is in memory at a time, as the bytes that it is: a line that would be written as it was written
 * then is neither taken apart nor made anew, but for its ranges.
 *
 * <p>A file that was changed within the grain of the file system's time stamps after it was read would look the same;
 * so nothing counts as unchanged that was touched later than {@link #MARGIN_SECONDS} before that backup began.
 *
 * <p>The number of the file system is not compared: each snapshot and many a mount has a new one, and what was changed
 * tells itself by its ctime.
 */
final class UnchangedFiles implements Closeable {
    /** The coarsest grain of time stamps in use. */
    private static final long MARGIN_SECONDS = 2;

    private static final int LENGTH = 1 << 10;

    private final ByteLines lines;
    private final ListedRanges ranges;
    private final long newestSeconds;
    private final int newestNanos;
    private final LineBytes now = new LineBytes(LENGTH);
    /** Whether no other entry can be the line's. */
    private boolean passed = true;
    /** Also where the list is damaged, of which verify tells: from there on everything is read again. */
    private boolean ended;

    private byte[] listedPath;
    private int listedRanges;
    private int deviceAt;
    private int inodeAt;
    private int rangesAt;
    private int pathAt;

    /**
     * @param list the text of that backup's file list
     * @param began when the capture of that backup began
     */
    UnchangedFiles(InputStream list, PackList packs, Instant began) {
        lines = new ByteLines(list);
        ranges = new ListedRanges(packs);
        Instant newest = began.minusSeconds(MARGIN_SECONDS);
        newestSeconds = newest.getEpochSecond();
        newestNanos = newest.getNano();
    }

    /**
     * Whether the entry is in the cycle as it is now; if not, it has to be read. To be asked in the order of the walk.
     *
     * @param entry as the file system tells it now, with the first name of a hard link in this walk
     */
    boolean find(FileEntry entry) {
        write(entry);
        return reach(entry.path()) && settled(entry) && isAsItWas();
    }

    /**
     * Adds the entry that was found last.
     *
     * @return bytes of the stream
     */
    long addTo(UnchangedRun run) {
        run.lines().put(now.bytes(), 0, rangesAt);
        run.lines().put(lines.bytes(), listedRanges, lines.end() - listedRanges);
        run.endEntry();
        return ranges.addTo(run);
    }

    /** The entry's line, without ranges. */
    private void write(FileEntry entry) {
        now.clear();
        now.putBeforeInode(entry);
        deviceAt = now.length();
        now.putNumber(entry.device());
        inodeAt = now.length();
        now.putAfterDevice(entry);
        rangesAt = now.length();
        now.putLink(entry);
        pathAt = now.length() + 1;
        now.putPath(entry);
    }

    /** A changed inode tells itself by its ctime only where there is one. */
    private boolean settled(FileEntry entry) {
        return entry.note() == FileEntry.Note.NONE
                && entry.inode() != 0
                && isOld(entry.ctimeSeconds(), entry.ctimeNanos())
                && isOld(entry.mtimeSeconds(), entry.mtimeNanos());
    }

    private boolean isOld(long seconds, int nanos) {
        boolean known = seconds != Long.MIN_VALUE;
        return known && (seconds < newestSeconds || seconds == newestSeconds && nanos <= newestNanos);
    }

    /** Goes on to the path's line; whether there is one. */
    private boolean reach(byte[] path) {
        while (!ended) {
            int order = passed ? -1 : compare(path);
            if (order >= 0) {
                passed = order == 0;
                return passed;
            }
            next();
        }
        return false;
    }

    private int compare(byte[] path) {
        int field = lines.lastField();
        int length = now.length() - pathAt;
        if (lines.end() - field == length && isListed(field, pathAt, now.length())) {
            return 0;
        }
        if (listedPath == null) {
            listedPath = path(field);
        }
        return ended ? 1 : WalkOrder.compare(listedPath, path);
    }

    private byte[] path(int field) {
        try {
            return EscapedName.parse(new String(lines.bytes(), field, lines.end() - field, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            ended = true;
            return null;
        }
    }

    private void next() {
        passed = false;
        listedPath = null;
        try {
            ended = !lines.next();
        } catch (IOException | DamagedException e) {
            ended = true;
        }
    }

    private boolean isAsItWas() {
        int listedInode = lines.afterDigits(lines.start() + deviceAt);
        listedRanges = listedInode + rangesAt - inodeAt;
        int listedLink = lines.end() - (now.length() - rangesAt);
        return isListed(lines.start(), 0, deviceAt)
                && isListed(listedInode, inodeAt, rangesAt)
                && listedRanges < listedLink
                && isListed(listedLink, rangesAt, now.length())
                && ranges.parse(lines.bytes(), listedRanges, listedLink);
    }

    /** Whether the listed line holds there what the new one does. */
    private boolean isListed(int at, int from, int to) {
        int end = at + to - from;
        return end <= lines.end() && Arrays.equals(lines.bytes(), at, end, now.bytes(), from, to);
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
