package org.caravana.archive;

import java.nio.file.Path;
import java.util.Arrays;

/** A directory that is being walked, and what of it is left. */
final class Folder {
    private final Path way;
    private final byte[] bytes;
    private final byte[] name;
    private NameList members;
    private int walked;

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
    void walk(NameList names) {
        members = names;
    }

    boolean hasNext() {
        return walked < members.size();
    }

    Place next() {
        byte[] member = members.get(walked++);
        return new Place(this, member, ByteName.join(name, member));
    }
}
