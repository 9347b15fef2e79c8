package org.caravana.repository;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Holds a plan's folder for one writer; the operating system frees it when the process ends, however it ends. */
final class PlanLock implements Closeable {
    private static final String NAME = ".lock";

    private final FileChannel channel;

    private PlanLock(FileChannel channel) {
        this.channel = channel;
    }

    static PlanLock take(Path folder, String plan) throws IOException {
        FileChannel channel = open(folder.resolve(NAME));
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return new PlanLock(channel);
            }
        } catch (OverlappingFileLockException e) {
            // this process holds it
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
        channel.close();
        throw new RepositoryBusyException(plan, folder.toString());
    }

    private static FileChannel open(Path file) throws IOException {
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            try {
                return SafeFile.create(file);
            } catch (FileAlreadyExistsException e) {
                // somebody was faster
            }
        }
        return FileChannel.open(file, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
