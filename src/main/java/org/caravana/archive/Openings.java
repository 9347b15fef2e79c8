package org.caravana.archive;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Opens files for reading, and is not held up by a FIFO that took a file's place since it was looked at: opening one
 * waits for a writer. The system's own call can be told not to wait. Java's cannot: there a second thread looks now and
 * then whether the first one hangs, and is that writer for a moment; reading it at a place then fails.
 */
final class Openings implements Closeable {
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "openings");
        thread.setDaemon(true);
        return thread;
    });
    private final NativeStat stat = NativeStat.available() ? new NativeStat() : null;
    private volatile Path opening;
    private Path seen;

    /** @param every how long an opening may take before it is looked at, twice that at most */
    Openings(Duration every) {
        long nanos = every.toNanos();
        watch.scheduleWithFixedDelay(this::look, nanos, nanos, TimeUnit.NANOSECONDS);
    }

    OpenFile open(Place place) throws IOException {
        int number = NativeFiles.available() ? NativeFiles.openToRead(place.where()) : -1;
        // where the system refuses, Java says why
        return number < 0 ? openByJava(place.path()) : new NativeFile(number, stat);
    }

    OpenFile openByJava(Path path) throws IOException {
        opening = path;
        try {
            return new ChannelFile(FileChannel.open(path, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
        } finally {
            opening = null;
        }
    }

    private void look() {
        Path now = opening;
        if (now != null && now == seen) {
            free(now);
        }
        seen = now;
    }

    /** Opened to read and to write, a FIFO never waits, and neither do others who open it. */
    private static void free(Path path) {
        try {
            if (Inode.read(path).type() == Inode.FIFO) {
                FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)
                        .close();
            }
        } catch (IOException e) {
            // gone again, or not ours to write; the next look tries once more
        }
    }

    @Override
    public void close() {
        watch.shutdown();
    }
}
