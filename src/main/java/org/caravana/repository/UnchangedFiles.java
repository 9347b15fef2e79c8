package org.caravana.repository;

import java.io.Closeable;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The file list of the cycle's last backup, walked along with a new one: entries that are as they were need not be read
 * again. One line of it is in memory at a time.
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

    private final TextLines lines;
    private final PackList packs;
    private final Instant newest;
    private Line line;
    private boolean ended;

    /** @param began when the capture of that backup began */
    UnchangedFiles(TextLines lines, PackList packs, Instant began) {
        this.lines = lines;
        this.packs = packs;
        newest = began.minusSeconds(MARGIN_SECONDS);
    }

    private record Line(byte[] path, String text) {
        static Line parse(String text) {
            return new Line(EscapedName.parse(text.substring(text.lastIndexOf('\t') + 1)), text);
        }
    }

    /**
     * Where the entry lies, or {@code null} if it has to be read. To be asked in the order of the walk.
     *
     * @param entry as the file system tells it now, with the first name of a hard link in this walk
     */
    List<Range> find(FileEntry entry) {
        if (!reach(entry.path()) || !settled(entry)) {
            return null;
        }
        String before = FileListLine.beforeRanges(entry, FileListLine.device(line.text));
        String after = FileListLine.afterRanges(entry);
        String text = line.text;
        boolean same =
                text.length() > before.length() + after.length() && text.startsWith(before) && text.endsWith(after);
        return same ? ranges(text.substring(before.length(), text.length() - after.length())) : null;
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
        return known
                && (seconds < newest.getEpochSecond()
                        || seconds == newest.getEpochSecond() && nanos <= newest.getNano());
    }

    /** Goes on to the path's line; whether there is one. */
    private boolean reach(byte[] path) {
        while (!ended) {
            int order = line == null ? -1 : WalkOrder.compare(line.path, path);
            if (order >= 0) {
                return order == 0;
            }
            next();
        }
        return false;
    }

    private void next() {
        try {
            line = lines.next(Line::parse);
            ended = line == null;
        } catch (IOException | DamagedException e) {
            // verify tells of it; from here on everything is read again
            ended = true;
        }
    }

    /** The ranges, or {@code null} if there are none or a pack of theirs is not whole any more. */
    private List<Range> ranges(String field) {
        List<Range> ranges = new ArrayList<>(2);
        for (String text : field.split(",")) {
            Range range = text.equals(FileListLine.NONE) ? null : range(PackRange.parseField(text));
            if (range == null) {
                return null;
            }
            ranges.add(range);
        }
        return ranges;
    }

    private Range range(PackRange range) {
        int pack = packs.number(range.pack());
        return pack < 0 || range.end() > packs.get(pack).size()
                ? null
                : new Range(pack, (int) range.offset(), (int) range.length(), range.plain());
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
