package org.caravana.repository;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Set;

/** Files and folders that only their owner may read, and that are whole under their name or not there at all. */
public final class SafeFile {
    /** The suffix of a file that is still being written. */
    static final String PART = ".part";

    private SafeFile() {}

    /** Makes a folder with mode 0700 if it is not there; refuses a symbolic link or a file in its place. */
    static void folder(Path folder) throws IOException {
        try {
            newFolder(folder);
        } catch (FileAlreadyExistsException e) {
            if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
                throw new UnusableRepositoryException(
                        folder.toString(), "is not a folder of its own", "move away what stands in its place", e);
            }
        }
    }

    /** Makes a folder with mode 0700, or throws {@link FileAlreadyExistsException}. */
    static void newFolder(Path folder) throws IOException {
        Files.createDirectory(folder, mode(folder, "rwx------"));
    }

    /** Opens a new file for writing with mode 0600. */
    static FileChannel create(Path file) throws IOException {
        return FileChannel.open(
                file, Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW), mode(file, "rw-------"));
    }

    /** The name under which a file is written. */
    static Path part(Path file) {
        return file.resolveSibling(file.getFileName() + PART);
    }

    /** Writes a whole file: temporary name, flush to disk, rename. */
    public static void write(Path file, byte[] content) throws IOException {
        Path part = part(file);
        Files.deleteIfExists(part);
        try (FileChannel out = create(part)) {
            writeFully(out, ByteBuffer.wrap(content));
            out.force(true);
        }
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /**
     * Copies a file as {@link #write} would write it, and hashes it on the way.
     *
     * @param sum SHA-256 in hex that the content must have, else nothing is left under the name
     * @return the SHA-256 that it has
     */
    static String copy(Path from, Path file, String sum) throws IOException {
        Path part = part(file);
        Files.deleteIfExists(part);
        MessageDigest digest = Sha256.digest();
        try (InputStream in = new DigestInputStream(Files.newInputStream(from), digest);
                FileChannel out = create(part)) {
            in.transferTo(Channels.newOutputStream(out));
            out.force(true);
        }
        String found = HexFormat.of().formatHex(digest.digest());
        if (found.equals(sum)) {
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        } else {
            Files.delete(part);
        }
        return found;
    }

    static void writeFully(FileChannel out, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            out.write(bytes);
        }
    }

    /** Makes the names in a folder durable, where the system can. */
    static void flushFolder(Path folder) throws IOException {
        if (posix(folder)) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    private static FileAttribute<?>[] mode(Path path, String mode) {
        if (!posix(path)) {
            return new FileAttribute<?>[0];
        }
        return new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode))};
    }

    private static boolean posix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
