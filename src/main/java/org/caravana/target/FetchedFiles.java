package org.caravana.target;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/** Fetched objects as files of a scratch folder; of those not in use, the least recently used go first. Thread-safe. */
final class FetchedFiles implements AutoCloseable {
    private final Path folder;
    private final long bound;
    private final Map<String, Fetched> files = new LinkedHashMap<>(16, 0.75f, true);
    private long number;

    FetchedFiles(Path parent, long bound) throws IOException {
        this.folder = Files.createTempDirectory(parent, "fetched-");
        this.bound = bound;
    }

    @FunctionalInterface
    interface Fetch {
        void into(Path file) throws IOException;
    }

    /** The object's file, fetched if it is not there; stays at least until it is given back as often as it was taken. */
    Path take(String path, Fetch fetch) throws IOException {
        Fetched fetched = using(path);
        // one fetches, who wants the same waits, and others go on
        fetched.lock.lock();
        try {
            if (fetched.size < 0) {
                fetch.into(fetched.file);
                fetched.size = Files.size(fetched.file);
            }
            return fetched.file;
        } catch (IOException | RuntimeException e) {
            forget(path, fetched);
            throw e;
        } finally {
            fetched.lock.unlock();
            shrink();
        }
    }

    private synchronized Fetched using(String path) {
        Fetched fetched = files.computeIfAbsent(path, p -> new Fetched(folder.resolve("object-" + number++)));
        fetched.users++;
        return fetched;
    }

    synchronized void giveBack(String path) {
        Fetched fetched = files.get(path);
        if (fetched != null && fetched.users > 0) {
            fetched.users--;
        }
    }

    private synchronized void forget(String path, Fetched fetched) throws IOException {
        fetched.users--;
        files.remove(path, fetched);
        Files.deleteIfExists(fetched.file);
    }

    private synchronized void shrink() throws IOException {
        long idle = files.values().stream()
                .filter(Fetched::isIdle)
                .mapToLong(f -> f.size)
                .sum();
        Iterator<Fetched> oldest = files.values().iterator();
        while (idle > bound && oldest.hasNext()) {
            Fetched fetched = oldest.next();
            if (fetched.isIdle()) {
                idle -= fetched.size;
                Files.deleteIfExists(fetched.file);
                oldest.remove();
            }
        }
    }

    @Override
    public synchronized void close() throws IOException {
        files.clear();
        try (var left = Files.list(folder)) {
            left.forEach(FetchedFiles::delete);
        }
        Files.delete(folder);
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Fetched {
        private final Path file;
        private final ReentrantLock lock = new ReentrantLock();
        private volatile long size = -1;
        private int users;

        Fetched(Path file) {
            this.file = file;
        }

        boolean isIdle() {
            return users == 0 && size >= 0;
        }
    }
}
