package org.caravana.archive;

import java.nio.file.Path;

/** An entry on a walk: its name in the archive, and where it is found, as a path only where one is asked for. */
final class Place {
    private static final byte[] ROOT = {'.'};

    private final Folder folder;
    private final byte[] own;
    private final byte[] name;
    private Path path;
    private byte[] where;

    Place(Folder folder, byte[] own, byte[] name) {
        this.folder = folder;
        this.own = own;
        this.name = name;
    }

    private Place(Path root) {
        this(null, null, ROOT);
        path = root;
    }

    /** That of the directory which is archived. */
    static Place root(Path path) {
        return new Place(path);
    }

    /** The name in the archive. */
    byte[] name() {
        return name;
    }

    /** The folder that it lies in; the root has none. */
    Folder folder() {
        return folder;
    }

    /** The name in the folder. */
    byte[] own() {
        return own;
    }

    /** Where it is found, as bytes, absolute. */
    byte[] where() {
        if (where == null) {
            where = folder == null ? ByteName.absolute(path) : ByteName.concatenated(folder.bytes(), own);
        }
        return where;
    }

    Path path() {
        if (path == null) {
            path = ByteName.resolve(folder.way(), own);
        }
        return path;
    }
}
