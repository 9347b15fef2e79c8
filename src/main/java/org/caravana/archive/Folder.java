package org.caravana.archive;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

/** A directory that is being walked, and what of it is left. */
final class Folder {
    private final Path way;
    private final byte[] bytes;
    private final byte[] name;
    private Iterator<byte[]> members;

    /**
     * @param way by which its members are reached, see {@link LongPaths}
     * @param name in the archive
     */
    Folder(Path way, byte[] name) {
        this.way = way;
        this.name = name;
        byte[] path = ByteName.absolute(way);
        bytes = path.length == 1 ? path : withSlash(path);
    }

    private static byte[] withSlash(byte[] path) {
        byte[] longer = Arrays.copyOf(path, path.length + 1);
        longer[path.length] = '/';
        return longer;
    }

    Path way() {
        return way;
    }

    /** The way as bytes, with a slash at its end. */
    byte[] bytes() {
        return bytes;
    }

    /** @param names of those of its members that are archived, in order */
    void walk(List<byte[]> names) {
        members = names.iterator();
    }

    boolean hasNext() {
        return members.hasNext();
    }

    Place next() {
        byte[] member = members.next();
        return new Place(this, member, ByteName.join(name, member));
    }
}
