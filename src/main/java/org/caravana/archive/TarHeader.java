package org.caravana.archive;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.caravana.repository.FileEntry;

/**
 * A tar entry's headers: POSIX ustar, preceded by a pax extended header for what does not fit into it (POSIX.1-2017,
 * pax, Extended Header).
 *
 * <p>The same entry always gives the same bytes: no process id, no access time, no time of writing. Names are written
 * as the bytes they are, which GNU tar reads back as such.
 */
final class TarHeader {
    static final int BLOCK = 512;

    private static final long MAX_ID = 07777777;
    private static final long MAX_NUMBER = 077777777777L;
    private static final int NAME = 100;
    private static final int OWNER = 31;

    private final ByteArrayOutputStream records = new ByteArrayOutputStream();
    private final FileEntry entry;
    private final byte[] path;
    private final SparseMap sparse;

    private TarHeader(FileEntry entry, SparseMap sparse) {
        this.entry = entry;
        this.sparse = sparse;
        this.path = entry.kind() == 'd' ? withSlash(entry.path()) : entry.path();
    }

    /**
     * @param attributes further pax records, for example {@code SCHILY.xattr.user.x}
     * @return a multiple of 512 bytes
     */
    static byte[] of(FileEntry entry, Map<String, byte[]> attributes) {
        return of(entry, attributes, null);
    }

    /**
     * @param sparse where the file has data, {@code null} if it has no holes; its text follows the headers
     * @return a multiple of 512 bytes
     */
    static byte[] of(FileEntry entry, Map<String, byte[]> attributes, SparseMap sparse) {
        TarHeader header = new TarHeader(entry, sparse);
        header.collect(attributes);
        return sparse == null ? header.bytes(entry.size()) : header.sparseBytes();
    }

    /** The headers, and the map that the content begins with. */
    private byte[] sparseBytes() {
        byte[] map = sparse.text();
        long size = map.length + sparse.dataSize();
        recordIf(size > MAX_NUMBER, "size", size);
        byte[] headers = bytes(size);
        byte[] all = Arrays.copyOf(headers, headers.length + map.length);
        System.arraycopy(map, 0, all, headers.length, map.length);
        return all;
    }

    private void collect(Map<String, byte[]> attributes) {
        recordIf(path.length > NAME && sparse == null, "path", path);
        recordIf(entry.link().length > NAME, "linkpath", entry.link());
        if (sparse == null) {
            recordIf(entry.size() > MAX_NUMBER, "size", entry.size());
        } else {
            record("GNU.sparse.major", ascii("1"));
            record("GNU.sparse.minor", ascii("0"));
            record("GNU.sparse.name", path);
            record("GNU.sparse.realsize", ascii(Long.toString(sparse.size())));
        }
        recordIf(entry.uid() > MAX_ID, "uid", entry.uid());
        recordIf(entry.gid() > MAX_ID, "gid", entry.gid());
        recordIf(entry.user().length > OWNER, "uname", entry.user());
        recordIf(entry.group().length > OWNER, "gname", entry.group());
        if (entry.mtimeNanos() != 0 || entry.mtimeSeconds() < 0 || entry.mtimeSeconds() > MAX_NUMBER) {
            record("mtime", ascii(time(entry.mtimeSeconds(), entry.mtimeNanos())));
        }
        attributes.forEach(this::record);
    }

    private byte[] bytes(long size) {
        byte[] own = ustar(sparse == null ? path : sparseName(), type(entry.kind()), size);
        if (records.size() == 0) {
            return own;
        }
        byte[] body = records.toByteArray();
        byte[] all = Arrays.copyOf(ustar(paxName(), 'x', body.length), 2 * BLOCK + padded(body.length));
        System.arraycopy(body, 0, all, BLOCK, body.length);
        System.arraycopy(own, 0, all, all.length - BLOCK, BLOCK);
        return all;
    }

    private byte[] ustar(byte[] name, char type, long size) {
        byte[] block = new byte[BLOCK];
        text(block, 0, NAME, name);
        octal(block, 100, 8, entry.mode());
        octal(block, 108, 8, entry.uid() > MAX_ID ? 0 : entry.uid());
        octal(block, 116, 8, entry.gid() > MAX_ID ? 0 : entry.gid());
        octal(block, 124, 12, size > MAX_NUMBER ? 0 : size);
        octal(block, 136, 12, Math.max(0, Math.min(entry.mtimeSeconds(), MAX_NUMBER)));
        block[156] = (byte) type;
        text(block, 157, NAME, type == 'x' ? new byte[0] : entry.link());
        text(block, 257, 8, ascii("ustar\00000"));
        text(block, 265, OWNER, entry.user());
        text(block, 297, OWNER, entry.group());
        if (entry.rdev() != null) {
            String[] parts = entry.rdev().split(":");
            octal(block, 329, 8, Long.parseLong(parts[0]));
            octal(block, 337, 8, Long.parseLong(parts[1]));
        }
        checksum(block);
        return block;
    }

    private static void checksum(byte[] block) {
        Arrays.fill(block, 148, 156, (byte) ' ');
        int sum = 0;
        for (byte b : block) {
            sum += b & 0xff;
        }
        octal(block, 148, 7, sum);
    }

    /** The extended header's own name, which only a reader that knows no pax sees. */
    private byte[] paxName() {
        byte[] prefix = ascii("PaxHeaders/");
        byte[] name = Arrays.copyOf(prefix, Math.min(NAME, prefix.length + entry.path().length));
        System.arraycopy(entry.path(), 0, name, prefix.length, name.length - prefix.length);
        return name;
    }

    /** What a reader that does not know sparse files unpacks the map and the data to, in place of the file. */
    private byte[] sparseName() {
        int slash = path.length - 1;
        while (slash >= 0 && path[slash] != '/') {
            slash--;
        }
        byte[] folder = ascii("GNUSparseFile.0/");
        byte[] name = Arrays.copyOf(path, path.length + folder.length);
        System.arraycopy(folder, 0, name, slash + 1, folder.length);
        System.arraycopy(path, slash + 1, name, slash + 1 + folder.length, path.length - slash - 1);
        return name;
    }

    private void recordIf(boolean needed, String key, byte[] value) {
        if (needed) {
            record(key, value);
        }
    }

    private void recordIf(boolean needed, String key, long value) {
        recordIf(needed, key, ascii(Long.toString(value)));
    }

    /** A record is {@code LENGTH KEY=VALUE\n}, and the length counts its own digits. */
    private void record(String key, byte[] value) {
        byte[] keyBytes = key.getBytes(StandardCharsets.UTF_8);
        int rest = keyBytes.length + value.length + 3;
        int length = rest + 1;
        while (rest + Integer.toString(length).length() != length) {
            length = rest + Integer.toString(length).length();
        }
        records.writeBytes(ascii(length + " "));
        records.writeBytes(keyBytes);
        records.write('=');
        records.writeBytes(value);
        records.write('\n');
    }

    /** A decimal number of seconds; here nanoseconds do not count upward from negative seconds. */
    static String time(long seconds, int nanos) {
        if (nanos == 0) {
            return Long.toString(seconds);
        }
        boolean negative = seconds < 0;
        long whole = negative ? -(seconds + 1) : seconds;
        int part = negative ? 1_000_000_000 - nanos : nanos;
        return (negative ? "-" : "") + whole + "."
                + Integer.toString(1_000_000_000 + part).substring(1);
    }

    static int padded(int length) {
        return (length + BLOCK - 1) / BLOCK * BLOCK;
    }

    private static char type(char kind) {
        return switch (kind) {
            case 'h' -> '1';
            case 'l' -> '2';
            case 'c' -> '3';
            case 'b' -> '4';
            case 'd' -> '5';
            case 'p' -> '6';
            default -> '0';
        };
    }

    private static void text(byte[] block, int at, int width, byte[] value) {
        System.arraycopy(value, 0, block, at, Math.min(width, value.length));
    }

    /** Octal digits with leading zeros, closed by a NUL. */
    private static void octal(byte[] block, int at, int width, long value) {
        long rest = value;
        for (int i = at + width - 2; i >= at; i--) {
            block[i] = (byte) ('0' + (rest & 7));
            rest >>>= 3;
        }
        block[at + width - 1] = 0;
    }

    private static byte[] withSlash(byte[] name) {
        byte[] longer = Arrays.copyOf(name, name.length + 1);
        longer[name.length] = '/';
        return longer;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
