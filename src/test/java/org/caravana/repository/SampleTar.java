package org.caravana.repository;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Feeds a small ustar archive to an artifact, the way a directory's archiver does. */
final class SampleTar {
    private static final int BLOCK = 512;
    private static final long MTIME = 1_700_000_000L;

    private SampleTar() {}

    /** Writes the files in the map's order, and returns the stream that must come back. */
    static byte[] write(ArtifactWriter out, Map<String, byte[]> files) throws IOException {
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            stream.write(writeFile(out, file.getKey(), file.getValue()));
        }
        byte[] end = new byte[2 * BLOCK];
        out.trailer(end);
        stream.write(end);
        return stream.toByteArray();
    }

    static byte[] writeFile(ArtifactWriter out, String path, byte[] content) throws IOException {
        byte[] header = header(path, content.length, '0', "");
        out.header(header, 0, header.length);
        if (content.length > 0) {
            out.content(Channels.newChannel(new ByteArrayInputStream(content)), content.length);
        }
        out.entry(entry('f', path, content.length, ""));
        int padded = (content.length + BLOCK - 1) / BLOCK * BLOCK;
        return ByteBuffer.allocate(BLOCK + padded).put(header).put(content).array();
    }

    static byte[] writeHardLink(ArtifactWriter out, String path, String first) throws IOException {
        byte[] header = header(path, 0, '1', first);
        out.header(header, 0, header.length);
        out.entry(entry('h', path, 0, first));
        return header;
    }

    static FileEntry entry(char kind, String path, long size, String link) {
        return new FileEntry(
                kind,
                0644,
                1000,
                1000,
                bytes("ana"),
                bytes("ana"),
                size,
                MTIME,
                0,
                MTIME,
                5,
                64,
                77,
                null,
                FileEntry.Note.NONE,
                bytes(link),
                bytes(path));
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] header(String path, long size, char type, String link) {
        ByteBuffer block = ByteBuffer.allocate(BLOCK);
        put(block, 0, path);
        put(block, 100, "0000644\0");
        put(block, 108, "0001750\0");
        put(block, 116, "0001750\0");
        put(block, 124, String.format("%011o\0", size));
        put(block, 136, String.format("%011o\0", MTIME));
        put(block, 148, "        ");
        put(block, 156, String.valueOf(type));
        put(block, 157, link);
        put(block, 257, "ustar\00000");
        put(block, 265, "ana");
        put(block, 297, "ana");
        int sum = 0;
        for (byte b : block.array()) {
            sum += b & 0xff;
        }
        put(block, 148, String.format("%06o\0 ", sum));
        return block.array();
    }

    private static void put(ByteBuffer block, int at, String text) {
        block.put(at, bytes(text));
    }
}
