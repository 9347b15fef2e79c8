package org.caravana.cli;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The right to open the job catalogue: an operating-system lock on {@code caravana.lock} in the data folder, which ends
 * with the process whatever becomes of it. The file says who holds it; {@code caravana.token} beside it, which its owner
 * alone may read, lets a command talk to the holder.
 */
public final class CatalogueLock implements Closeable {
    private static final int TOKEN_BYTES = 32;

    private final Path folder;
    private final FileChannel channel;
    private final String token;

    private CatalogueLock(Path folder, FileChannel channel, String token) {
        this.folder = folder;
        this.channel = channel;
        this.token = token;
    }

    /**
     * Takes the lock if it is free, and makes a new token.
     *
     * @param data the data folder; made if it is not there
     * @return empty if somebody else holds it
     */
    public static Optional<CatalogueLock> tryAcquire(Path data) throws IOException {
        Files.createDirectories(data);
        FileChannel channel = open(data);
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                CatalogueLock held = new CatalogueLock(data, channel, newToken());
                held.tell(0);
                held.writeToken();
                return Optional.of(held);
            }
        } catch (OverlappingFileLockException e) {
            // held elsewhere in this process
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
        channel.close();
        return Optional.empty();
    }

    private static FileChannel open(Path data) throws IOException {
        Path file = data.resolve(LockFiles.LOCK);
        try {
            return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        } catch (AccessDeniedException e) {
            throw new CatalogueHeldException(
                    "no right to open " + file, "run as the user that runs the service: " + LockFiles.owner(data));
        }
    }

    /** What a command logs in with at the control routes. */
    public String token() {
        return token;
    }

    /** Writes into the lock file where this process listens on loopback; 0: nowhere. */
    public void tell(int port) throws IOException {
        long pid = ProcessHandle.current().pid();
        byte[] line = ("pid=" + pid + "\nport=" + port + "\n").getBytes(StandardCharsets.US_ASCII);
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(line), 0);
        channel.force(true);
    }

    private void writeToken() throws IOException {
        Path file = folder.resolve(LockFiles.TOKEN);
        Path part = folder.resolve(LockFiles.TOKEN + ".part");
        Files.deleteIfExists(part);
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(part, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        Files.writeString(part, token);
        Files.move(part, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }

    private static String newToken() {
        byte[] random = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }

    /** Frees the lock; the files stay, since deleting a locked file would let two processes hold one lock. */
    @Override
    public void close() throws IOException {
        Files.deleteIfExists(folder.resolve(LockFiles.TOKEN));
        channel.close();
    }
}
