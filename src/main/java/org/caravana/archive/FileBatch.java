package org.caravana.archive;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.caravana.repository.DirectMemory;

/** Files and links that one of the {@link FileWriters} makes in one go, with their contents. */
final class FileBatch {
    /** Bytes. */
    private static final int ROOM = 1 << 20;

    /** Empty files bring no bytes, and would fill the memory otherwise. */
    private static final int MOST = 1024;

    private ByteBuffer content = ByteBuffer.allocate(0);
    private final List<Part> parts = new ArrayList<>();
    /** Bytes of links and attributes, which would fill it, too. */
    private long described;

    /**
     * A file, or as much of it as the batch has room for.
     *
     * @param offset of the bytes in the batch
     * @param first whether the file begins here
     * @param last whether it ends here
     */
    record Part(Path path, TarEntry entry, int offset, int length, boolean first, boolean last) {}

    boolean isEmpty() {
        return parts.isEmpty();
    }

    boolean isFull() {
        return parts.size() == MOST || room() == 0 || described >= ROOM;
    }

    int room() {
        return ROOM - content.position();
    }

    void put(byte[] bytes, int length) {
        if (content.capacity() == 0) {
            content = DirectMemory.allocate(ROOM);
        }
        content.put(bytes, 0, length);
    }

    /** Ends a part that what was put since the last one belongs to. */
    void add(Path path, TarEntry entry, boolean first, boolean last) {
        described += entry.link().length;
        for (Map.Entry<String, byte[]> attribute : entry.attributes().entrySet()) {
            described += attribute.getKey().length() + attribute.getValue().length;
        }
        int offset = parts.isEmpty() ? 0 : end(parts.get(parts.size() - 1));
        parts.add(new Part(path, entry, offset, content.position() - offset, first, last));
    }

    private static int end(Part part) {
        return part.offset() + part.length();
    }

    List<Part> parts() {
        return parts;
    }

    /** The bytes of a part. */
    ByteBuffer content(Part part) {
        return content.duplicate().position(part.offset()).limit(end(part));
    }

    /** Gives its buffer back. */
    void free() {
        if (content.capacity() > 0) {
            DirectMemory.free(content);
            content = ByteBuffer.allocate(0);
        }
    }

    void clear() {
        content.clear();
        described = 0;
        parts.clear();
    }
}
