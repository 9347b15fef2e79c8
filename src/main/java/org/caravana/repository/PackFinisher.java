package org.caravana.repository;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HexFormat;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * Flushes whole packs to disk and gives them their names, on a thread of its own. Few may wait, so that the disk is
 * never far behind.
 */
final class PackFinisher implements AutoCloseable {
    private static final int MOST_WAITING = 3;

    private final Path folder;
    private final PackList packs;
    private final BlockingQueue<Written> queue = new ArrayBlockingQueue<>(MOST_WAITING);
    private final Written end = new Written(null, null, null, 0, 0, null);
    private final Thread thread = new Thread(this::run, "caravana-pack-finisher");
    private int unfinished;
    private IOException failure;

    record Written(FileChannel channel, Path part, String name, int number, long size, byte[] sha256) {}

    PackFinisher(Path folder, PackList packs) {
        this.folder = folder;
        this.packs = packs;
        thread.setDaemon(true);
        thread.start();
    }

    /** Takes a pack over. It is known by its name from now on, and has it on disk after a {@link #drain()}. */
    void finish(Written pack) {
        requireSound();
        packs.set(
                pack.number(),
                new PackList.Pack(pack.name(), pack.size(), HexFormat.of().formatHex(pack.sha256())));
        synchronized (this) {
            unfinished++;
        }
        put(pack);
    }

    /** Waits until every pack handed over has its name. */
    synchronized void drain() {
        while (unfinished > 0) {
            try {
                wait();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", e);
            }
        }
        requireSound();
    }

    private synchronized void requireSound() {
        if (failure != null) {
            throw UnusableRepositoryException.unwritable(folder.toString(), failure);
        }
    }

    private void run() {
        for (Written pack = take(); pack != end; pack = take()) {
            IOException thrown = null;
            try {
                rename(pack);
            } catch (IOException e) {
                thrown = e;
            } catch (RuntimeException | Error e) {
                thrown = new IOException(e.toString(), e);
            }
            finished(thrown);
        }
    }

    private void rename(Written pack) throws IOException {
        try (FileChannel channel = pack.channel()) {
            channel.force(true);
        }
        Files.move(pack.part(), pack.part().resolveSibling(pack.name()), StandardCopyOption.ATOMIC_MOVE);
    }

    private synchronized void finished(IOException thrown) {
        unfinished--;
        if (failure == null) {
            failure = thrown;
        }
        notifyAll();
    }

    private void put(Written pack) {
        try {
            queue.put(pack);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private Written take() {
        try {
            return queue.take();
        } catch (InterruptedException e) {
            return end;
        }
    }

    @Override
    public void close() {
        put(end);
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
