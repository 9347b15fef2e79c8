package org.caravana.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.caravana.repository.StopSignal;

/**
 * Unpacks a tar, ours or another's, into a directory, and never touches anything outside of it: names that are absolute
 * or lead upward are refused, parents that are symbolic links are not gone through, and files are made anew instead of
 * written into. Files and symbolic links are made by {@link FileWriters}; whatever could depend on one of them waits for it.
 *
 * <p>While it works, what it makes belongs to the owner alone; directories get their modes and times at the end.
 */
public final class TarUnpacker {
    static final FileAttribute<?> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private final Destination destination;
    private final UnpackOptions options;
    private final StopSignal stop;
    private final Shortfalls shortfalls = new Shortfalls();
    private final List<Directory> directories = new ArrayList<>();
    private final byte[] buffer = new byte[1 << 17];
    private FileWriters writers;
    private FileMaker maker;
    private TarReader tar;
    private long entries;
    private long bytes;

    /**
     * @param destination made if it is not there
     * @throws IOException if it cannot be made
     */
    public TarUnpacker(Path destination, UnpackOptions options, StopSignal stop) throws IOException {
        this.destination = new Destination(destination, this::settle);
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
        try (destination;
                FileMaker own = newMaker();
                FileWriters closing = new FileWriters(this::newMaker)) {
            maker = own;
            writers = closing;
            for (TarEntry entry = tar.next(); entry != null; entry = tar.next()) {
                stop.check();
                restore(entry);
            }
            if (options.whole() && !tar.ended()) {
                throw new InvalidTarException("ends without a tar's end mark", tar.position());
            }
            writers.settle();
            finishDirectories();
        }
        return new UnpackResult(entries, bytes, shortfalls.count(), shortfalls.first());
    }

    private FileMaker newMaker() throws IOException {
        return new FileMaker(new Metadata(destination.root(), shortfalls), options.overwrite());
    }

    private void settle() throws IOException {
        writers.settle();
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
        if (entry.sparse() || LongPaths.isWay(path)) {
            writers.settle();
            fileAtOnce(path, entry);
        } else {
            writers.make(path, entry, this::read, buffer);
        }
        entries++;
        bytes += entry.length();
    }

    private void fileAtOnce(Path path, TarEntry entry) throws IOException {
        SeekableByteChannel file = maker.begin(path, entry);
        if (entry.sparse()) {
            writeSparse(file, entry);
        } else {
            write(file, entry.size());
        }
        maker.finish(path, entry);
    }

    private int read(byte[] buffer, long most) throws IOException {
        stop.check();
        return tar.read(buffer, most);
    }

    private void write(SeekableByteChannel file, long size) throws IOException {
        for (long left = size; left > 0; ) {
            int count = read(buffer, left);
            ByteBuffer part = ByteBuffer.wrap(buffer, 0, count);
            while (part.hasRemaining()) {
                file.write(part);
            }
            left -= count;
        }
    }

    private void writeSparse(SeekableByteChannel file, TarEntry entry) throws IOException {
        SparseMap map = tar.sparseMap(entry.length());
        for (int i = 0; i < map.offsets().length; i++) {
            file.position(map.offsets()[i]);
            write(file, map.lengths()[i]);
        }
        if (file.size() < entry.length() && !NativeFiles.resize(ByteName.absolute(maker.begun()), entry.length())) {
            file.position(entry.length() - 1).write(ByteBuffer.wrap(new byte[1]));
        }
    }

    private void hardLink(Path path, TarEntry entry) throws IOException {
        Path first = destination.place(entry, entry.link());
        writers.settle();
        if (first.equals(path)) {
            throw new UnsafeEntryException(entry.display(), entry.position(), "is a hard link to itself");
        }
        try {
            if (Inode.read(first).isDirectory()) {
                throw new UnsafeEntryException(entry.display(), entry.position(), "is a hard link to a directory");
            }
            maker.clear(path);
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
        if (LongPaths.isWay(path)) {
            writers.settle();
            maker.symbolicLink(path, entry);
        } else {
            writers.make(path, entry, this::read, buffer);
        }
        entries++;
    }

    private void special(Path path, TarEntry entry) throws IOException {
        if (entry.type() != '6' && !maker.metadata().privileged()) {
            shortfalls.add(entry, "a device: only root can make one");
            return;
        }
        writers.settle();
        maker.clear(path);
        try {
            maker.metadata().makeSpecial(path, entry);
        } catch (IOException e) {
            shortfalls.add(entry, "a FIFO or device: " + e.getMessage());
            return;
        }
        maker.metadata().apply(path, entry);
        entries++;
    }

    /** Last made first, since making a member changes its directory's time. */
    private void finishDirectories() throws IOException {
        for (int i = directories.size() - 1; i >= 0; i--) {
            destination.tidy();
            Directory made = directories.get(i);
            boolean holds = !LongPaths.isWay(made.path());
            maker.metadata()
                    .apply(
                            holds
                                    ? made.path()
                                    : destination.place(
                                            made.entry(), made.entry().name()),
                            made.entry());
        }
    }
}
