package org.caravana.repository;

import java.util.Locale;

/** A file list's line as text, and back; see {@code docs/repository-format.md}, File list. */
final class FileListLine {
    static final String NONE = "-";

    private static final int FIELDS = 15;
    /** Of most lines, in bytes. */
    private static final int LENGTH = 256;

    private FileListLine() {}

    static String format(FileEntry entry, String ranges) {
        LineBytes line = new LineBytes(LENGTH);
        line.putBeforeRanges(entry);
        line.putAscii(ranges);
        line.putAfterRanges(entry);
        return line.toString();
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

    private static FileEntry.Note note(String text) {
        return text.equals(NONE) ? FileEntry.Note.NONE : FileEntry.Note.valueOf(text.toUpperCase(Locale.ROOT));
    }
}
