package org.caravana.repository;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Where each content chunk of a cycle lies: an open-addressing table in primitive arrays, about 60 bytes a chunk.
 *
 * <p>Keys are whole SHA-256 sums. Any thread may look up while one adds. A chunk keeps its number.
 */
final class ChunkIndex {
    private static final int BLOCK = 1 << 12;
    private static final int KEY = 4;
    private static final int PLACE = 4;

    private long[][] keys = new long[16][];
    private int[][] places = new int[16][];
    private int[] slots = new int[BLOCK];
    private int count;

    /** The number of the chunk with that sum, or -1. */
    synchronized int find(byte[] sha256) {
        ByteBuffer sum = ByteBuffer.wrap(sha256);
        int slot = slot(sum.getLong(0), sum.getLong(8), sum.getLong(16), sum.getLong(24));
        return slots[slot] - 1;
    }

    /** Adds a chunk; the first place of a sum is kept. */
    synchronized void add(byte[] sha256, Range place) {
        ByteBuffer sum = ByteBuffer.wrap(sha256);
        int slot = slot(sum.getLong(0), sum.getLong(8), sum.getLong(16), sum.getLong(24));
        if (slots[slot] != 0) {
            return;
        }
        grow();
        long[] key = keys[count / BLOCK];
        int[] at = places[count / BLOCK];
        int i = count % BLOCK;
        for (int k = 0; k < KEY; k++) {
            key[i * KEY + k] = sum.getLong(k * Long.BYTES);
        }
        at[i * PLACE] = place.pack();
        at[i * PLACE + 1] = place.offset();
        at[i * PLACE + 2] = place.length();
        at[i * PLACE + 3] = (int) place.plain();
        slots[slot] = ++count;
        if (count * 2L > slots.length) {
            rehash();
        }
    }

    synchronized Range place(int number) {
        int[] at = places[number / BLOCK];
        int i = number % BLOCK * PLACE;
        return new Range(at[i], at[i + 1], at[i + 2], at[i + 3]);
    }

    synchronized int size() {
        return count;
    }

    private int slot(long a, long b, long c, long d) {
        int mask = slots.length - 1;
        int slot = (int) a & mask;
        while (slots[slot] != 0 && !holds(slots[slot] - 1, a, b, c, d)) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private boolean holds(int number, long a, long b, long c, long d) {
        long[] key = keys[number / BLOCK];
        int i = number % BLOCK * KEY;
        return key[i] == a && key[i + 1] == b && key[i + 2] == c && key[i + 3] == d;
    }

    private void grow() {
        int block = count / BLOCK;
        if (block == keys.length) {
            keys = Arrays.copyOf(keys, block * 2);
            places = Arrays.copyOf(places, block * 2);
        }
        if (keys[block] == null) {
            keys[block] = new long[BLOCK * KEY];
            places[block] = new int[BLOCK * PLACE];
        }
    }

    private void rehash() {
        int[] old = slots;
        slots = new int[old.length * 2];
        int mask = slots.length - 1;
        for (int entry : old) {
            if (entry != 0) {
                int slot = (int) keys[(entry - 1) / BLOCK][(entry - 1) % BLOCK * KEY] & mask;
                while (slots[slot] != 0) {
                    slot = (slot + 1) & mask;
                }
                slots[slot] = entry;
            }
        }
    }
}
