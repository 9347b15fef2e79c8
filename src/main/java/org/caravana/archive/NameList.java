package org.caravana.archive;

import java.util.Arrays;

/**
 * The names in a directory, one after another in one array: of a million names, as arrays of their own, the headers and
 * references alone would take as much as the names. Each is followed by a zero byte, which no name has in it.
 */
final class NameList {
    private static final int FEW = 16;
    private static final int LENGTH = 24;
    /** Up to here a run is sorted by insertion. */
    private static final int SHORT = 8;

    private byte[] bytes = new byte[FEW * LENGTH];
    private int[] starts = new int[FEW];
    private int size;
    private int end;

    int size() {
        return size;
    }

    byte[] get(int index) {
        int from = starts[index];
        int to = from;
        while (bytes[to] != 0) {
            to++;
        }
        return Arrays.copyOfRange(bytes, from, to);
    }

    void add(byte[] name) {
        add(name, 0, name.length);
    }

    /** Adds the bytes between two places of an array. */
    void add(byte[] from, int start, int to) {
        int length = to - start;
        if (length >= bytes.length - end) {
            bytes = Arrays.copyOf(bytes, longer(bytes.length, length + 1));
        }
        if (size == starts.length) {
            starts = Arrays.copyOf(starts, longer(size, 1));
        }
        starts[size++] = end;
        System.arraycopy(from, start, bytes, end, length);
        end += length;
        bytes[end++] = 0;
    }

    /** By half, not twice as long, since old and new are in memory at once. */
    private static int longer(int length, int more) {
        return Math.addExact(length, Math.max(length >> 1, more));
    }

    boolean contains(byte[] name) {
        for (int i = 0; i < size; i++) {
            if (isAt(starts[i], name)) {
                return true;
            }
        }
        return false;
    }

    private boolean isAt(int start, byte[] name) {
        return end - start > name.length
                && bytes[start + name.length] == 0
                && Arrays.equals(bytes, start, start + name.length, name, 0, name.length);
    }

    /** Into the order of their bytes, whatever order they come in: who makes names must not be able to make it slow. */
    void sort() {
        sort(0, size, new int[size / 2]);
    }

    private void sort(int from, int to, int[] left) {
        if (to - from <= SHORT) {
            insert(from, to);
            return;
        }
        int middle = (from + to) >>> 1;
        sort(from, middle, left);
        sort(middle, to, left);
        if (compare(starts[middle - 1], starts[middle]) > 0) {
            merge(from, middle, to, left);
        }
    }

    private void insert(int from, int to) {
        for (int i = from + 1; i < to; i++) {
            int start = starts[i];
            int at = i;
            while (at > from && compare(starts[at - 1], start) > 0) {
                starts[at] = starts[at - 1];
                at--;
            }
            starts[at] = start;
        }
    }

    private void merge(int from, int middle, int to, int[] left) {
        int count = middle - from;
        System.arraycopy(starts, from, left, 0, count);
        int right = middle;
        int at = from;
        for (int i = 0; i < count; ) {
            boolean takesRight = right < to && compare(left[i], starts[right]) > 0;
            starts[at++] = takesRight ? starts[right++] : left[i++];
        }
    }

    /** A name that ends comes before those that go on, by its zero. */
    private int compare(int a, int b) {
        int i = a;
        int k = b;
        while (bytes[i] == bytes[k] && bytes[i] != 0) {
            i++;
            k++;
        }
        return (bytes[i] & 0xff) - (bytes[k] & 0xff);
    }
}
