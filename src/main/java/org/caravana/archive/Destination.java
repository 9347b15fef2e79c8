package org.caravana.archive;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/**
 * The directory that a tar is unpacked into. Gives out only paths that lie below it by way of real directories: each
 * parent is looked at once, links not followed, and is never replaced afterwards.
 */
final class Destination implements Closeable {
    private final Path root;
    private final Set<Path> directories = new HashSet<>();
    private final LongPaths longPaths = new LongPaths();
    private final Pending pending;

    /** What was asked for and is not made yet. */
    interface Pending {
        /** Waits until it is made. */
        void settle() throws IOException;
    }

    /** @param pending waited for before the kind of something below the root counts */
    Destination(Path root, Pending pending) throws IOException {
        this.pending = pending;
        Files.createDirectories(root);
        this.root = root.toRealPath();
        directories.add(this.root);
    }

    Path root() {
        return root;
    }

    /**
     * Where an entry's name lies; its parents exist and are real directories afterwards. A path that
     * {@link LongPaths} shortened holds until {@link #tidy()}.
     *
     * @throws UnsafeEntryException if it would lie outside
     */
    Path place(TarEntry entry, byte[] name) throws IOException {
        check(entry, name);
        Path path = root;
        Path parent = root;
        int from = 0;
        for (int at = 0; at <= name.length; at++) {
            if (at == name.length || name[at] == '/') {
                if (!isDotOrEmpty(name, from, at)) {
                    enter(entry, path);
                    parent = longPaths.into(path);
                    path = ByteName.resolve(parent, Arrays.copyOfRange(name, from, at));
                }
                from = at + 1;
            }
        }
        return path;
    }

    /** Makes a directory, or takes one that is there; a link to one is not one. */
    void directory(Path path) throws IOException {
        if (directories.contains(path)) {
            return;
        }
        try {
            Files.createDirectory(path, TarUnpacker.OWNER_ONLY);
        } catch (FileAlreadyExistsException e) {
            if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
                throw new AlreadyThereException(
                        path.toString(), "it is not a directory: move it away, or restore elsewhere");
            }
        }
        remember(path);
    }

    private void enter(TarEntry entry, Path parent) throws IOException {
        if (directories.contains(parent)) {
            return;
        }
        pending.settle();
        try {
            if (!Inode.read(parent).isDirectory()) {
                throw new UnsafeEntryException(
                        entry.display(), entry.position(), "goes through " + parent + ", which is no directory");
            }
        } catch (NoSuchFileException e) {
            Files.createDirectory(parent);
        }
        remember(parent);
    }

    private void remember(Path directory) {
        if (!LongPaths.isWay(directory)) {
            directories.add(directory);
        }
    }

    /** To be called between entries. */
    void tidy() {
        longPaths.tidy();
    }

    @Override
    public void close() {
        longPaths.close();
    }

    private static void check(TarEntry entry, byte[] name) {
        if (name.length == 0) {
            throw new UnsafeEntryException(entry.display(), entry.position(), "has an empty name");
        }
        if (name[0] == '/') {
            throw new UnsafeEntryException(entry.display(), entry.position(), "has an absolute name");
        }
        int from = 0;
        for (int at = 0; at <= name.length; at++) {
            if (at < name.length && name[at] == 0) {
                throw new UnsafeEntryException(entry.display(), entry.position(), "has a NUL in its name");
            }
            if (at == name.length || name[at] == '/') {
                if (at - from == 2 && name[from] == '.' && name[from + 1] == '.') {
                    throw new UnsafeEntryException(entry.display(), entry.position(), "leads upward with ..");
                }
                from = at + 1;
            }
        }
    }

    private static boolean isDotOrEmpty(byte[] name, int from, int to) {
        return to == from || to - from == 1 && name[from] == '.';
    }
}
