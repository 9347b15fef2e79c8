package org.caravana.repository;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;

/**
 * The frames of a pack: the zstd skippable frame at its end, as in {@code docs/repository-format.md}, Packs.
 *
 * <p>Grows while a pack is written; is read back from a pack's tail. About 48 bytes a frame.
 */
final class PackDescription {
    static final int HEADER = 0;
    static final int CONTENT = 1;

    private static final int MAGIC = 0x184D2A5C;
    private static final int PREFIX = 8;
    private static final int TAIL = 16;

    /** Bytes that a frame takes in the description. */
    static final int ENTRY = 48;

    private static final int SUM = 32;
    private static final int VERSION = 1;
    private static final byte[] WORD = "CARAVANA".getBytes(StandardCharsets.US_ASCII);

    private ByteBuffer table;
    private int count;

    PackDescription() {
        table = little(ByteBuffer.allocate(64 * ENTRY));
    }

    private PackDescription(ByteBuffer table, int count) {
        this.table = table;
        this.count = count;
    }

    void add(byte[] sha256, int offset, int length, int plain, int kind) {
        if (table.remaining() < ENTRY) {
            table = little(ByteBuffer.allocate(table.capacity() * 2).put(table.flip()));
        }
        table.put(sha256).putInt(offset).putInt(length).putInt(plain).putInt(kind);
        count++;
    }

    int count() {
        return count;
    }

    int offset(int frame) {
        return table.getInt(frame * ENTRY + SUM);
    }

    int length(int frame) {
        return table.getInt(frame * ENTRY + SUM + 4);
    }

    int plain(int frame) {
        return table.getInt(frame * ENTRY + SUM + 8);
    }

    int kind(int frame) {
        return table.getInt(frame * ENTRY + SUM + 12);
    }

    byte[] sha256(int frame) {
        byte[] sum = new byte[SUM];
        table.get(frame * ENTRY, sum);
        return sum;
    }

    /** The number of the frame that begins at {@code offset}, or -1. */
    int at(int offset) {
        int low = 0;
        int high = count - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int found = offset(middle);
            if (found == offset) {
                return middle;
            } else if (found < offset) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -1;
    }

    /** Bytes that the description takes in the pack. */
    long encodedLength() {
        return PREFIX + (long) count * ENTRY + TAIL;
    }

    ByteBuffer encode() {
        ByteBuffer out = little(ByteBuffer.allocate((int) encodedLength()));
        out.putInt(MAGIC).putInt(count * ENTRY + TAIL);
        out.put(table.duplicate().flip());
        out.putInt(count).putInt(VERSION).put(WORD);
        return out.flip();
    }

    /**
     * Reads the description of a whole pack.
     *
     * @throws Malformed if the tail is none, or does not fit the file's length
     */
    static PackDescription read(FileChannel pack) throws IOException {
        long size = pack.size();
        ByteBuffer tail = readAt(pack, size - TAIL, TAIL);
        int count = tail.getInt();
        int version = tail.getInt();
        byte[] word = new byte[WORD.length];
        tail.get(word);
        if (!java.util.Arrays.equals(word, WORD)) {
            throw new Malformed("does not end in a pack's description; it is cut short or no pack");
        }
        if (version != VERSION) {
            throw new Malformed("has a description of version " + version + ", known is " + VERSION);
        }
        long start = size - PREFIX - TAIL - (long) count * ENTRY;
        if (count < 0 || start < 0 || start > Integer.MAX_VALUE) {
            throw new Malformed("describes " + count + " frames, which do not fit its " + size + " bytes");
        }
        ByteBuffer prefix = readAt(pack, start, PREFIX);
        if (prefix.getInt() != MAGIC || prefix.getInt() != count * ENTRY + TAIL) {
            throw new Malformed("has no description where its end says");
        }
        PackDescription description = new PackDescription(readAt(pack, start + PREFIX, count * ENTRY), count);
        description.requireGapless(start);
        return description;
    }

    private void requireGapless(long end) throws Malformed {
        long at = 0;
        for (int i = 0; i < count; i++) {
            if (offset(i) != at || length(i) <= 0 || plain(i) < 0) {
                throw new Malformed("describes frame " + i + " at " + offset(i) + ", expected at " + at);
            }
            at += length(i);
        }
        if (at != end) {
            throw new Malformed("has frames up to " + at + ", its description begins at " + end);
        }
    }

    private static ByteBuffer readAt(FileChannel channel, long position, int length) throws IOException {
        ByteBuffer buffer = little(ByteBuffer.allocate(length));
        if (position < 0) {
            throw new Malformed("is too short for a pack");
        }
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, position + buffer.position()) < 0) {
                throw new Malformed("ends early");
            }
        }
        return buffer.flip();
    }

    private static ByteBuffer little(ByteBuffer buffer) {
        return buffer.order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Says what is wrong with a pack's tail; who knows the pack's place makes a {@link DamagedException} of it. */
    static final class Malformed extends IOException {
        private static final long serialVersionUID = 1L;

        Malformed(String what) {
            super(what);
        }
    }
}
