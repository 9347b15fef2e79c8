package org.caravana.archive;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * Makes files and symbolic links on a few threads, since the making of a file takes longer than all else. A directory's
 * members are all made by the same thread and in their order: the file system makes only one name at a time in a
 * directory, and a name that comes again finds the earlier one.
 *
 * <p>A fixed number of batches go round, which bounds the memory. A failure stops the work on all that follows and is
 * thrown at the next call. Threads end by {@link #close()} and are never interrupted.
 */
final class FileWriters implements Closeable {
    private static final int MOST_THREADS = 4;
    private static final int BATCHES_EACH = 4;

    private final FileBatch end = new FileBatch();
    private final List<Writer> writers = new ArrayList<>();
    private final BlockingQueue<FileBatch> free;
    private final int batches;
    private volatile Throwable failure;

    /** What makes the files; of each thread its own. */
    interface Makers {
        FileMaker maker() throws IOException;
    }

    FileWriters(Makers makers) throws IOException {
        int threads = Math.max(2, Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors()));
        batches = threads * BATCHES_EACH;
        free = new ArrayBlockingQueue<>(batches);
        for (int i = 0; i < batches; i++) {
            free.add(new FileBatch());
        }
        for (int i = 0; i < threads; i++) {
            writers.add(new Writer(i, makers.maker()));
        }
    }

    /** Reads a file's content. */
    interface Content {
        /** Reads some bytes, at least one and at most so many. */
        int read(byte[] buffer, long most) throws IOException;
    }

    /** Makes a file, or a symbolic link, whose parent is there; sooner or later. */
    void make(Path path, TarEntry entry, Content content, byte[] buffer) throws IOException {
        Writer writer = writers.get(Math.floorMod(path.getParent().hashCode(), writers.size()));
        boolean first = true;
        for (long left = entry.size(); left > 0; ) {
            FileBatch batch = writer.open();
            int count = content.read(buffer, Math.min(left, batch.room()));
            batch.put(buffer, count);
            left -= count;
            if (left > 0 && batch.isFull()) {
                batch.add(path, entry, first, false);
                writer.submit();
                first = false;
            }
        }
        FileBatch batch = writer.open();
        batch.add(path, entry, first, true);
        if (batch.isFull()) {
            writer.submit();
        }
    }

    /** Waits until all is made that was asked for. */
    void settle() throws IOException {
        writers.forEach(Writer::submit);
        List<FileBatch> all = new ArrayList<>();
        while (all.size() < batches) {
            all.add(await(free));
        }
        free.addAll(all);
        requireSound();
    }

    private void requireSound() throws IOException {
        Throwable found = failure;
        if (found instanceof IOException e) {
            throw e;
        }
        if (found instanceof RuntimeException e) {
            throw e;
        }
        if (found instanceof Error e) {
            throw e;
        }
    }

    private static <T> T await(BlockingQueue<T> queue) {
        try {
            return queue.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("a restore was interrupted, which nobody may do", e);
        }
    }

    /** What was asked for is made all the same; a file whose end is missing is deleted. */
    @Override
    public void close() throws IOException {
        for (Writer writer : writers) {
            writer.submit();
            writer.waiting.add(end);
        }
        for (Writer writer : writers) {
            writer.join();
        }
        free.forEach(FileBatch::free);
    }

    private final class Writer {
        private final BlockingQueue<FileBatch> waiting = new ArrayBlockingQueue<>(batches + 1);
        private final FileMaker maker;
        private final Thread thread;
        private FileBatch batch;

        Writer(int number, FileMaker maker) {
            this.maker = maker;
            thread = new Thread(this::run, "caravana-file-writer-" + number);
            thread.setDaemon(true);
            thread.start();
        }

        /** The batch that is being filled. */
        FileBatch open() throws IOException {
            if (batch == null) {
                requireSound();
                batch = await(free);
            }
            return batch;
        }

        void submit() {
            if (batch != null) {
                waiting.add(batch);
                batch = null;
            }
        }

        private void run() {
            try (maker) {
                for (FileBatch next = await(waiting); next != end; next = await(waiting)) {
                    make(next);
                    next.clear();
                    free.add(next);
                }
            } catch (IOException e) {
                fail(e);
            }
        }

        private void make(FileBatch filled) {
            try {
                for (FileBatch.Part part : filled.parts()) {
                    if (failure != null) {
                        return;
                    }
                    maker.make(part, filled.content(part));
                }
            } catch (IOException | RuntimeException | Error e) {
                fail(e);
            }
        }

        private void fail(Throwable e) {
            if (failure == null) {
                failure = e;
            }
        }

        void join() {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("a restore was interrupted, which nobody may do", e);
            }
        }
    }
}
