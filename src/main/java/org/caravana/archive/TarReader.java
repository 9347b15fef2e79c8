package org.caravana.archive;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Reads a tar: ustar, pax, and GNU tar's long names and numbers, its sparse files of version 1.0. */
final class TarReader {
    private static final int MAX_EXTENSION = 64 << 20;
    private static final byte[] NOTHING = {};

    private final InputStream in;
    private final byte[] block = new byte[TarHeader.BLOCK];
    private final byte[] sink = new byte[1 << 13];
    private final PaxRecords pax = new PaxRecords();
    private long position;
    private long content;
    private long padding;
    private boolean ended;

    TarReader(InputStream in) {
        this.in = in;
    }

    /** Whether the two zero blocks that end a tar were there. */
    boolean ended() {
        return ended;
    }

    long position() {
        return position;
    }

    /** The next entry, or {@code null} at the end. What is left of the last one's content is skipped. */
    TarEntry next() throws IOException {
        skipContent();
        pax.nextEntry();
        long start = position;
        while (readBlock()) {
            char type = (char) (block[156] & 0xff);
            switch (type) {
                case 'x', 'X' -> pax.readOwn(extension(), start);
                case 'g' -> pax.readGlobal(extension(), start);
                case 'L' -> pax.put("path", upToNul(extension()));
                case 'K' -> pax.put("linkpath", upToNul(extension()));
                default -> {
                    return entry(start, type);
                }
            }
        }
        return null;
    }

    /** Reads from the current entry's content, at most so many bytes; -1 at its end. */
    int read(byte[] buffer, long most) throws IOException {
        if (content == 0) {
            return -1;
        }
        int count = in.read(buffer, 0, (int) Math.min(buffer.length, Math.min(most, content)));
        if (count < 0) {
            throw new InvalidTarException("ends in the middle of a file's content", position);
        }
        position += count;
        content -= count;
        return count;
    }

    /**
     * Reads the map that the content of a sparse file begins with; what follows is its data.
     *
     * @param size the file's length with its holes
     */
    SparseMap sparseMap(long size) throws IOException {
        long start = position;
        SparseMapText text = new SparseMapText(size);
        while (!text.ended()) {
            if (content < TarHeader.BLOCK) {
                throw new InvalidTarException("has a sparse file whose map is cut short", start);
            }
            int count = in.readNBytes(block, 0, block.length);
            position += count;
            content -= count;
            if (count < block.length) {
                throw new InvalidTarException("ends in the middle of a file's content", position);
            }
            text.add(block);
        }
        SparseMap map = text.map();
        if (map == null || map.dataSize() != content) {
            throw new InvalidTarException("has a sparse file whose map does not fit its data", start);
        }
        return map;
    }

    private void skipContent() throws IOException {
        content += padding;
        padding = 0;
        while (content > 0) {
            read(sink, content);
        }
    }

    /** @return whether it is a header */
    private boolean readBlock() throws IOException {
        int count = in.readNBytes(block, 0, block.length);
        position += count;
        if (count == 0) {
            return false;
        }
        if (count < block.length) {
            throw new InvalidTarException("ends in the middle of a header", position);
        }
        if (isZero(block)) {
            ended = in.readNBytes(block, 0, block.length) == block.length && isZero(block);
            drain();
            return false;
        }
        if (!checksumHolds()) {
            throw new InvalidTarException("has a header whose checksum does not hold", position - block.length);
        }
        return true;
    }

    /** Whoever writes to the other end must not see a broken pipe. */
    private void drain() throws IOException {
        while (in.read(sink) >= 0) {
            // nothing of it counts
        }
    }

    private boolean checksumHolds() {
        long stored = number(148, 8);
        long unsigned = 0;
        long signed = 0;
        for (int i = 0; i < block.length; i++) {
            byte b = i >= 148 && i < 156 ? (byte) ' ' : block[i];
            unsigned += b & 0xff;
            signed += b;
        }
        return stored == unsigned || stored == signed;
    }

    private byte[] extension() throws IOException {
        long size = number(124, 12);
        if (size < 0 || size > MAX_EXTENSION) {
            throw new InvalidTarException("has an extended header of " + size + " bytes", position - block.length);
        }
        content = size;
        padding = TarHeader.padded((int) size) - size;
        byte[] body = in.readNBytes((int) size);
        position += body.length;
        if (body.length < size) {
            throw new InvalidTarException("ends in the middle of an extended header", position);
        }
        content = 0;
        skipContent();
        return body;
    }

    private TarEntry entry(long start, char type) {
        long size = pax.number("size", number(124, 12), start);
        if (size < 0) {
            throw new InvalidTarException("has an entry of negative size", start);
        }
        byte[] name = pax.bytes(PaxRecords.SPARSE + "name", pax.bytes("path", name()));
        boolean file = type == '0' || type == 0 || type == '7';
        boolean directory = type == '5' || file && name.length > 0 && name[name.length - 1] == '/';
        boolean bare = type >= '1' && type <= '6';
        content = bare ? 0 : size;
        padding = -content & (TarHeader.BLOCK - 1);
        return new TarEntry(
                start,
                directory ? '5' : file ? '0' : type,
                withoutSlashes(name),
                pax.bytes("linkpath", text(157, 100)),
                (int) number(100, 8) & 07777,
                pax.number("uid", number(108, 8), start),
                pax.number("gid", number(116, 8), start),
                pax.bytes("uname", isUstar() ? text(265, 32) : NOTHING),
                pax.bytes("gname", isUstar() ? text(297, 32) : NOTHING),
                content,
                pax.isSparse(),
                pax.isSparse() ? pax.sparseSize(start) : content,
                pax.time(number(136, 12), start),
                isUstar() ? number(329, 8) : 0,
                isUstar() ? number(337, 8) : 0,
                pax.attributes());
    }

    private byte[] name() {
        byte[] name = text(0, 100);
        // GNU tar's own format keeps times where ustar has the prefix
        boolean hasPrefix = isUstar() && block[262] == 0 && block[345] != 0;
        if (!hasPrefix) {
            return name;
        }
        byte[] prefix = text(345, 155);
        byte[] whole = Arrays.copyOf(prefix, prefix.length + 1 + name.length);
        whole[prefix.length] = '/';
        System.arraycopy(name, 0, whole, prefix.length + 1, name.length);
        return whole;
    }

    private boolean isUstar() {
        return block[257] == 'u' && block[258] == 's' && block[259] == 't' && block[260] == 'a' && block[261] == 'r';
    }

    private byte[] text(int at, int width) {
        return upToNul(Arrays.copyOfRange(block, at, at + width));
    }

    private static byte[] upToNul(byte[] field) {
        int length = 0;
        while (length < field.length && field[length] != 0) {
            length++;
        }
        return Arrays.copyOf(field, length);
    }

    /** Octal digits, or GNU tar's base 256, which begins with a set high bit. */
    private long number(int at, int width) {
        if ((block[at] & 0x80) != 0) {
            long value = (block[at] & 0x40) != 0 ? -1 : 0;
            value = value << 6 | block[at] & 0x3f;
            for (int i = at + 1; i < at + width; i++) {
                value = value << 8 | block[i] & 0xff;
            }
            return value;
        }
        long value = 0;
        for (int i = at; i < at + width; i++) {
            int digit = block[i] - '0';
            if (digit >= 0 && digit < 8) {
                value = value * 8 + digit;
            } else if (block[i] != ' ' && block[i] != 0) {
                throw new InvalidTarException("has a header that is not one of a tar", position - block.length);
            }
        }
        return value;
    }

    private static boolean isZero(byte[] bytes) {
        for (byte b : bytes) {
            if (b != 0) {
                return false;
            }
        }
        return true;
    }

    private static byte[] withoutSlashes(byte[] name) {
        int length = name.length;
        while (length > 1 && name[length - 1] == '/') {
            length--;
        }
        return length == name.length ? name : Arrays.copyOf(name, length);
    }
}
