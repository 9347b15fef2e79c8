package org.caravana.archive;

import java.time.Instant;
import java.util.Map;

/**
 * An entry as a tar's headers tell it.
 *
 * @param position of its first header, bytes from the stream's beginning
 * @param type ustar's type flag; a regular file's is always {@code 0}
 * @param name as it stands in the tar, trailing slashes removed
 * @param mode 0 to 07777
 * @param size bytes of content that follow
 * @param sparse whether the content is a map and the data of a file with holes
 * @param length of the file in bytes, with its holes; -1 if the way in which it is sparse is not known
 * @param attributes pax records {@code SCHILY.*}
 */
record TarEntry(
        long position,
        char type,
        byte[] name,
        byte[] link,
        int mode,
        long uid,
        long gid,
        byte[] user,
        byte[] group,
        long size,
        boolean sparse,
        long length,
        Instant mtime,
        long major,
        long minor,
        Map<String, byte[]> attributes) {

    String display() {
        return ByteName.display(name);
    }
}
