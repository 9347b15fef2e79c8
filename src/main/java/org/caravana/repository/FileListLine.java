package org.caravana.repository;

import java.util.Locale;

/** A file list's line as text, and back; see {@code docs/repository-format.md}, File list. */
final class FileListLine {
    static final String NONE = "-";

    private static final int FIELDS = 15;
    private static final int DEVICE_AND_INODE = 9;

    private FileListLine() {}

    static String format(FileEntry entry, String ranges) {
        return beforeRanges(entry) + ranges + afterRanges(entry);
    }

    /** The fields before the ranges, with the tab that ends them. */
    static String beforeRanges(FileEntry entry) {
        return beforeRanges(entry, Long.toString(entry.device()));
    }

    /** The same, as if the entry were on another device. */
    static String beforeRanges(FileEntry entry, String device) {
        StringBuilder line = new StringBuilder(160);
        line.append(entry.kind()).append('\t');
        appendMode(line, entry.mode()).append('\t');
        line.append(entry.uid()).append('\t').append(entry.gid()).append('\t');
        line.append(EscapedName.format(entry.user())).append('\t');
        line.append(EscapedName.format(entry.group())).append('\t');
        line.append(entry.size()).append('\t');
        appendTime(line, entry.mtimeSeconds(), entry.mtimeNanos()).append('\t');
        appendTime(line, entry.ctimeSeconds(), entry.ctimeNanos()).append('\t');
        line.append(entry.inode() == 0 ? NONE : device + ":" + entry.inode()).append('\t');
        line.append(entry.rdev() == null ? NONE : entry.rdev()).append('\t');
        return line.append(note(entry.note())).append('\t').toString();
    }

    /** The fields after the ranges, with the tab before them. */
    static String afterRanges(FileEntry entry) {
        return "\t" + EscapedName.format(entry.link()) + "\t" + EscapedName.format(entry.path());
    }

    /** The number of the file system that a line's entry lay on; empty if unknown. */
    static String device(String line) {
        int from = 0;
        for (int field = 0; field < DEVICE_AND_INODE; field++) {
            from = line.indexOf('\t', from) + 1;
        }
        int colon = line.indexOf(':', from);
        int end = line.indexOf('\t', from);
        return colon < 0 || colon > end ? "" : line.substring(from, colon);
    }

    /**
     * Reads a line.
     *
     * @throws IllegalArgumentException if it is none
     */
    static ListedFile parse(String line) {
        String[] field = line.split("\t", -1);
        if (field.length != FIELDS || field[0].length() != 1) {
            throw new IllegalArgumentException(
                    "a line of a file list has " + FIELDS + " fields, this one " + field.length);
        }
        FileEntry entry = new FileEntry(
                field[0].charAt(0),
                Integer.parseInt(field[1], 8),
                Long.parseLong(field[2]),
                Long.parseLong(field[3]),
                EscapedName.parse(field[4]),
                EscapedName.parse(field[5]),
                Long.parseLong(field[6]),
                seconds(field[7]),
                nanos(field[7]),
                seconds(field[8]),
                nanos(field[8]),
                before(field[9]),
                after(field[9]),
                field[10].equals(NONE) ? null : field[10],
                note(field[11]),
                EscapedName.parse(field[13]),
                EscapedName.parse(field[14]));
        return new ListedFile(entry, field[12].equals(NONE) ? "" : field[12]);
    }

    private static StringBuilder appendMode(StringBuilder line, int mode) {
        for (int shift = 9; shift >= 0; shift -= 3) {
            line.append((char) ('0' + (mode >> shift & 7)));
        }
        return line;
    }

    private static StringBuilder appendTime(StringBuilder line, long seconds, int nanos) {
        if (seconds == Long.MIN_VALUE) {
            return line.append(NONE);
        }
        String digits = Integer.toString(nanos);
        return line.append(seconds)
                .append('.')
                .append("0".repeat(9 - digits.length()))
                .append(digits);
    }

    private static long seconds(String time) {
        return time.equals(NONE) ? Long.MIN_VALUE : Long.parseLong(time.substring(0, time.indexOf('.')));
    }

    private static int nanos(String time) {
        return time.equals(NONE) ? 0 : Integer.parseInt(time.substring(time.indexOf('.') + 1));
    }

    private static long before(String inode) {
        return inode.equals(NONE) ? 0 : Long.parseLong(inode.substring(0, inode.indexOf(':')));
    }

    private static long after(String inode) {
        return inode.equals(NONE) ? 0 : Long.parseLong(inode.substring(inode.indexOf(':') + 1));
    }

    private static String note(FileEntry.Note note) {
        return note == FileEntry.Note.NONE ? NONE : note.name().toLowerCase(Locale.ROOT);
    }

    private static FileEntry.Note note(String text) {
        return text.equals(NONE) ? FileEntry.Note.NONE : FileEntry.Note.valueOf(text.toUpperCase(Locale.ROOT));
    }
}
