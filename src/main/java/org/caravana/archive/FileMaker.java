package org.caravana.archive;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Makes files and symbolic links anew, never writes into what is there. Where something is in the way that may be
 * replaced, a file takes its place when it is whole. Not thread-safe.
 */
final class FileMaker implements Closeable {
    private static final FileAttribute<?> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final Set<OpenOption> NEW =
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
    private static final String MOVE_AWAY = "move it away, restore elsewhere, or restore with overwriting allowed";

    private final Metadata metadata;
    private final boolean overwrite;
    private SeekableByteChannel open;
    private int number = -1;
    private Path openPath;

    FileMaker(Metadata metadata, boolean overwrite) {
        this.metadata = metadata;
        this.overwrite = overwrite;
    }

    /** Makes a symbolic link, a file, or a part of one; parts of a file follow one another. */
    void make(FileBatch.Part part, ByteBuffer content) throws IOException {
        if (part.entry().type() == '2') {
            symbolicLink(part.path(), part.entry());
            return;
        }
        if (part.first()) {
            start(part.path(), part.entry());
        }
        write(content);
        if (part.last()) {
            end(part.path(), part.entry());
        }
    }

    /** By the system's own call; where that makes none, Java says why or makes one beside what is there. */
    private void start(Path path, TarEntry entry) throws IOException {
        number = NativeFiles.create(ByteName.absolute(path));
        if (number < 0) {
            begin(path, entry);
        }
        openPath = number < 0 ? openPath : path;
    }

    private void end(Path path, TarEntry entry) throws IOException {
        if (number < 0) {
            finish(path, entry);
            return;
        }
        boolean dressed = metadata.apply(number, entry);
        close(path);
        if (!dressed) {
            metadata.apply(path, entry);
        }
    }

    /** What is not whole then goes: some file systems say only now that there is no room. */
    private void close(Path path) throws IOException {
        int closing = number;
        number = -1;
        try {
            NativeFiles.finish(closing);
        } catch (IOException e) {
            Files.deleteIfExists(path);
            throw new UnwritableException(path, e);
        }
    }

    /** Makes a file, which the caller writes before anything else is made. */
    SeekableByteChannel begin(Path path, TarEntry entry) throws IOException {
        try {
            openPath = path;
            open = Files.newByteChannel(path, NEW, OWNER_ONLY);
        } catch (FileAlreadyExistsException e) {
            requireReplaceable(path);
            openPath = path.resolveSibling(".caravana-restore-" + Long.toHexString(entry.position()));
            open = Files.newByteChannel(openPath, NEW, OWNER_ONLY);
        }
        return open;
    }

    private void write(ByteBuffer content) {
        try {
            if (number >= 0) {
                NativeFiles.write(number, content);
            }
            while (content.hasRemaining()) {
                open.write(content);
            }
        } catch (IOException e) {
            throw new UnwritableException(openPath, e);
        }
    }

    /** The path of the file that was begun, until it is finished. */
    Path begun() {
        return openPath;
    }

    void finish(Path path, TarEntry entry) throws IOException {
        open.close();
        metadata.apply(openPath, entry);
        if (!openPath.equals(path)) {
            Files.move(openPath, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
        open = null;
    }

    void symbolicLink(Path path, TarEntry entry) throws IOException {
        clear(path);
        Path target = ByteName.asTarget(entry.link());
        if (target != null) {
            Files.createSymbolicLink(path, target);
        } else {
            metadata.makeSpecial(path, entry);
        }
        metadata.apply(path, entry);
    }

    /** Makes room for something that is not written in place. */
    void clear(Path path) throws IOException {
        if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            requireReplaceable(path);
            Files.delete(path);
        }
    }

    private void requireReplaceable(Path path) throws IOException {
        if (Inode.read(path).isDirectory()) {
            throw new AlreadyThereException(path.toString(), "it is a directory: move it away, or restore elsewhere");
        }
        if (!overwrite) {
            throw new AlreadyThereException(path.toString(), MOVE_AWAY);
        }
    }

    Metadata metadata() {
        return metadata;
    }

    /** Deletes a file that was not finished. */
    @Override
    public void close() throws IOException {
        try (metadata) {
            if (number >= 0) {
                NativeFiles.shut(number);
                number = -1;
                Files.deleteIfExists(openPath);
            }
            if (open != null) {
                open.close();
                Files.deleteIfExists(openPath);
                open = null;
            }
        }
    }
}
