package org.caravana.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.caravana.repository.StopSignal;

/**
 * Unpacks a tar, ours or another's, into a directory, and never touches anything outside of it: names that are absolute
 * or lead upward are refused, parents that are symbolic links are not gone through, and files are made anew instead of
 * written into.
 *
 * <p>While it works, what it makes belongs to the owner alone; directories get their modes and times at the end.
 */
public final class TarUnpacker {
    static final FileAttribute<?> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final FileAttribute<?> FILE_OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final Set<OpenOption> NEW =
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
    private static final String MOVE_AWAY = "move it away, restore elsewhere, or restore with overwriting allowed";

    private final Destination destination;
    private final UnpackOptions options;
    private final StopSignal stop;
    private final Shortfalls shortfalls = new Shortfalls();
    private final List<Directory> directories = new ArrayList<>();
    private final byte[] buffer = new byte[1 << 17];
    private Metadata metadata;
    private TarReader tar;
    private long entries;
    private long bytes;

    /**
     * @param destination made if it is not there
     * @throws IOException if it cannot be made
     */
    public TarUnpacker(Path destination, UnpackOptions options, StopSignal stop) throws IOException {
        this.destination = new Destination(destination);
        this.options = options;
        this.stop = stop;
    }

    private record Directory(Path path, TarEntry entry) {}

    /**
     * Unpacks until the stream ends. To be called once.
     *
     * @throws UnsafeEntryException if an entry would lie outside the destination; what was restored before it stays
     * @throws InvalidTarException if the stream is no tar or was cut short
     * @throws AlreadyThereException if something is in the way that may not be replaced
     */
    public UnpackResult unpack(InputStream in) throws IOException {
        tar = new TarReader(in);
        try (Metadata closing = new Metadata(destination.root(), shortfalls);
                destination) {
            metadata = closing;
            for (TarEntry entry = tar.next(); entry != null; entry = tar.next()) {
                stop.check();
                restore(entry);
            }
            if (options.whole() && !tar.ended()) {
                throw new InvalidTarException("ends without a tar's end mark", tar.position());
            }
            finishDirectories();
        }
        return new UnpackResult(entries, bytes, shortfalls.count(), shortfalls.first());
    }

    private void restore(TarEntry entry) throws IOException {
        if (entry.sparse() && entry.length() < 0) {
            shortfalls.add(entry, "a sparse file of GNU tar in a version other than 1.0: not supported");
            return;
        }
        destination.tidy();
        Path path = destination.place(entry, entry.name());
        switch (entry.type()) {
            case '0' -> file(path, entry);
            case '1' -> hardLink(path, entry);
            case '2' -> symbolicLink(path, entry);
            case '3', '4', '6' -> special(path, entry);
            case '5' -> directory(path, entry);
            default -> shortfalls.add(entry, "an entry of the unknown type " + entry.type());
        }
    }

    private void directory(Path path, TarEntry entry) throws IOException {
        destination.directory(path);
        directories.add(new Directory(path, entry));
        entries++;
    }

    private void file(Path path, TarEntry entry) throws IOException {
        try {
            writeAnew(path, entry);
        } catch (FileAlreadyExistsException e) {
            requireReplaceable(path);
            Path beside = path.resolveSibling(".caravana-restore-" + Long.toHexString(entry.position()));
            writeAnew(beside, entry);
            Files.move(beside, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
        entries++;
        bytes += entry.length();
    }

    private void writeAnew(Path path, TarEntry entry) throws IOException {
        SeekableByteChannel made = Files.newByteChannel(path, NEW, FILE_OWNER_ONLY);
        boolean whole = false;
        try (SeekableByteChannel file = made) {
            if (entry.sparse()) {
                writeSparse(file, path, entry);
            } else {
                write(file, entry.size());
            }
            whole = true;
        } finally {
            if (!whole) {
                Files.deleteIfExists(path);
            }
        }
        metadata.apply(path, entry);
    }

    private void write(SeekableByteChannel file, long size) throws IOException {
        for (long left = size; left > 0; ) {
            stop.check();
            int count = tar.read(buffer, left);
            ByteBuffer part = ByteBuffer.wrap(buffer, 0, count);
            while (part.hasRemaining()) {
                file.write(part);
            }
            left -= count;
        }
    }

    private void writeSparse(SeekableByteChannel file, Path path, TarEntry entry) throws IOException {
        SparseMap map = tar.sparseMap(entry.length());
        for (int i = 0; i < map.offsets().length; i++) {
            file.position(map.offsets()[i]);
            write(file, map.lengths()[i]);
        }
        if (file.size() < entry.length() && !NativeFiles.resize(ByteName.absolute(path), entry.length())) {
            file.position(entry.length() - 1).write(ByteBuffer.wrap(new byte[1]));
        }
    }

    private void hardLink(Path path, TarEntry entry) throws IOException {
        Path first = destination.place(entry, entry.link());
        if (first.equals(path)) {
            throw new UnsafeEntryException(entry.display(), entry.position(), "is a hard link to itself");
        }
        try {
            if (Inode.read(first).isDirectory()) {
                throw new UnsafeEntryException(entry.display(), entry.position(), "is a hard link to a directory");
            }
            clear(path);
            Files.createLink(path, first);
            entries++;
        } catch (NoSuchFileException e) {
            shortfalls.add(entry, "a hard link to " + ByteName.display(entry.link()) + ", which is not there");
        }
    }

    private void symbolicLink(Path path, TarEntry entry) throws IOException {
        for (byte b : entry.link()) {
            if (b == 0) {
                throw new UnsafeEntryException(entry.display(), entry.position(), "has a NUL in its link's target");
            }
        }
        clear(path);
        Path target = ByteName.asTarget(entry.link());
        if (target != null) {
            Files.createSymbolicLink(path, target);
        } else {
            metadata.makeSpecial(path, entry);
        }
        metadata.apply(path, entry);
        entries++;
    }

    private void special(Path path, TarEntry entry) throws IOException {
        if (entry.type() != '6' && !metadata.privileged()) {
            shortfalls.add(entry, "a device: only root can make one");
            return;
        }
        clear(path);
        try {
            metadata.makeSpecial(path, entry);
        } catch (IOException e) {
            shortfalls.add(entry, "a FIFO or device: " + e.getMessage());
            return;
        }
        metadata.apply(path, entry);
        entries++;
    }

    /** Makes room for something that is not written in place. */
    private void clear(Path path) throws IOException {
        if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            requireReplaceable(path);
            Files.delete(path);
        }
    }

    private void requireReplaceable(Path path) throws IOException {
        if (Inode.read(path).isDirectory()) {
            throw new AlreadyThereException(path.toString(), "it is a directory: move it away, or restore elsewhere");
        }
        if (!options.overwrite()) {
            throw new AlreadyThereException(path.toString(), MOVE_AWAY);
        }
    }

    /** Last made first, since making a member changes its directory's time. */
    private void finishDirectories() throws IOException {
        for (int i = directories.size() - 1; i >= 0; i--) {
            destination.tidy();
            Directory made = directories.get(i);
            boolean holds = !LongPaths.isWay(made.path());
            metadata.apply(
                    holds
                            ? made.path()
                            : destination.place(made.entry(), made.entry().name()),
                    made.entry());
        }
    }
}
