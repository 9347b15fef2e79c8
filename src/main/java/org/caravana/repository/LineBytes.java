package org.caravana.repository;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/**
 * Lines of a file list in the making, as bytes; see {@code docs/repository-format.md}, File list. Re-used from line to
 * line: a walk writes one for every file that there is, most of them only to find that nothing changed.
 */
final class LineBytes {
    private static final int DIGITS = 20;
    private static final int NANO_DIGITS = 9;

    private final byte[] digits = new byte[DIGITS];
    private byte[] bytes;
    private int length;

    LineBytes(int capacity) {
        bytes = new byte[capacity];
    }

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    void clear() {
        length = 0;
    }

    /** The fields before the inode, with the tab that ends them. */
    void putBeforeInode(FileEntry entry) {
        put((byte) entry.kind());
        tab();
        for (int shift = 9; shift >= 0; shift -= 3) {
            put((byte) ('0' + (entry.mode() >> shift & 7)));
        }
        tab();
        putNumber(entry.uid());
        tab();
        putNumber(entry.gid());
        tab();
        putName(entry.user());
        tab();
        putName(entry.group());
        tab();
        putNumber(entry.size());
        tab();
        putTime(entry.mtimeSeconds(), entry.mtimeNanos());
        tab();
        putTime(entry.ctimeSeconds(), entry.ctimeNanos());
        tab();
    }

    /** The inode's number, with the colon before it, and the fields after it up to the ranges, with the tab before those. */
    void putAfterDevice(FileEntry entry) {
        put((byte) ':');
        putNumber(entry.inode());
        putAfterInode(entry);
    }

    private void putAfterInode(FileEntry entry) {
        tab();
        putAscii(entry.rdev() == null ? FileListLine.NONE : entry.rdev());
        tab();
        putAscii(note(entry.note()));
        tab();
    }

    /** The fields before the ranges, with the tab that ends them. */
    void putBeforeRanges(FileEntry entry) {
        putBeforeInode(entry);
        if (entry.inode() == 0) {
            putAscii(FileListLine.NONE);
            putAfterInode(entry);
        } else {
            putNumber(entry.device());
            putAfterDevice(entry);
        }
    }

    /** The fields after the ranges, with the tab before them. */
    void putAfterRanges(FileEntry entry) {
        putLink(entry);
        putPath(entry);
    }

    /** The link's target, with the tab before it. */
    void putLink(FileEntry entry) {
        tab();
        putName(entry.link());
    }

    /** The path, with the tab before it. */
    void putPath(FileEntry entry) {
        tab();
        putName(entry.path());
    }

    void put(byte b) {
        reserve(1);
        bytes[length++] = b;
    }

    void put(byte[] from, int offset, int count) {
        reserve(count);
        System.arraycopy(from, offset, bytes, length, count);
        length += count;
    }

    /** Characters of ASCII. */
    void putAscii(String text) {
        reserve(text.length());
        for (int i = 0; i < text.length(); i++) {
            bytes[length++] = (byte) text.charAt(i);
        }
    }

    void putNumber(long value) {
        int at = DIGITS;
        long rest = value;
        do {
            digits[--at] = (byte) ('0' + Math.abs(rest % 10));
            rest /= 10;
        } while (rest != 0);
        if (value < 0) {
            digits[--at] = '-';
        }
        put(digits, at, DIGITS - at);
    }

    private void putTime(long seconds, int nanos) {
        if (seconds == Long.MIN_VALUE) {
            putAscii(FileListLine.NONE);
            return;
        }
        putNumber(seconds);
        put((byte) '.');
        reserve(NANO_DIGITS);
        int rest = nanos;
        for (int i = NANO_DIGITS - 1; i >= 0; i--) {
            bytes[length + i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        length += NANO_DIGITS;
    }

    private void putName(byte[] name) {
        if (isItself(name)) {
            put(name, 0, name.length);
        } else {
            byte[] escaped = EscapedName.format(name).getBytes(StandardCharsets.UTF_8);
            put(escaped, 0, escaped.length);
        }
    }

    /** Whether the escaped name is the name. */
    private static boolean isItself(byte[] name) {
        boolean ascii = true;
        for (byte b : name) {
            if (b >= 0 && b < 0x20 || b == 0x7f || b == '\\') {
                return false;
            }
            ascii &= b >= 0;
        }
        boolean dashOrEmpty = name.length == 0 || name.length == 1 && name[0] == '-';
        return !dashOrEmpty && (ascii || isUtf8(name));
    }

    /** What is no UTF-8 comes back as something else. */
    private static boolean isUtf8(byte[] name) {
        return Arrays.equals(new String(name, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8), name);
    }

    private static String note(FileEntry.Note note) {
        return note == FileEntry.Note.NONE ? FileListLine.NONE : note.name().toLowerCase(Locale.ROOT);
    }

    private void tab() {
        put((byte) '\t');
    }

    private void reserve(int count) {
        if (length + count > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + count));
        }
    }

    @Override
    public String toString() {
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }
}
