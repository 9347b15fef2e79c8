package org.caravana.archive;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.Map;
import java.util.TreeMap;

/** Extended attributes of the {@code user} namespace, as pax records in the form of GNU tar and star. */
final class ExtendedAttributes {
    static final String PREFIX = "SCHILY.xattr.user.";

    private ExtendedAttributes() {}

    /** The records of a file or directory; empty where there are none or the file system has no such thing. */
    static Map<String, byte[]> read(Path path) {
        UserDefinedFileAttributeView view = view(path);
        if (view == null) {
            return Map.of();
        }
        try {
            Map<String, byte[]> records = new TreeMap<>();
            for (String name : view.list()) {
                ByteBuffer value = ByteBuffer.allocate(view.size(name));
                view.read(name, value);
                records.put(PREFIX + name, value.array());
            }
            return records;
        } catch (IOException e) {
            // unreadable, or gone: its content will say so
            return Map.of();
        }
    }

    static void write(Path path, String name, byte[] value) throws IOException {
        UserDefinedFileAttributeView view = view(path);
        if (view == null) {
            throw new IOException("this file system keeps no extended attributes");
        }
        view.write(name, ByteBuffer.wrap(value));
    }

    private static UserDefinedFileAttributeView view(Path path) {
        return Files.getFileAttributeView(path, UserDefinedFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
    }
}
