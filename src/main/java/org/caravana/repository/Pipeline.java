package org.caravana.repository;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;

/**
 * Batches on their way from the reader by the workers to the recorder, who gets them in the reader's order.
 *
 * <p>A fixed number of batches go round, which bounds the memory; when none is free the reader works on a waiting one
 * itself. A failure stops the work on all that follows and is thrown to the reader at its next call. Threads end by
 * {@link #close()} and are never interrupted.
 */
final class Pipeline implements AutoCloseable {
    /** Of 8.5 MiB each. */
    private static final int MOST_BATCHES = 10;

    private static final int MOST_THREADS = 8;
    private static final long PATIENCE_MILLIS = 100;

    private final Batch end = new Batch();
    private final String folder;
    private final int batches;
    private final BlockingDeque<Batch> free;
    private final BlockingQueue<Batch> waiting;
    private final BlockingQueue<Batch> ordered;
    private final List<Thread> threads = new ArrayList<>();
    private final Compressor own;
    private final int workers;
    private volatile Throwable failure;

    /**
     * @param folder that is written to, for messages
     * @param level of zstd
     * @param wanted threads
     */
    Pipeline(String folder, ChunkIndex index, int level, int wanted) {
        this.folder = folder;
        workers = Math.max(1, Math.min(wanted, MOST_THREADS));
        batches = Math.min(MOST_BATCHES, 2 * workers + 2);
        free = new LinkedBlockingDeque<>(batches);
        waiting = new ArrayBlockingQueue<>(batches + workers);
        ordered = new ArrayBlockingQueue<>(batches + 1);
        own = new Compressor(index, level);
        for (int i = 0; i < batches; i++) {
            free.add(new Batch());
        }
        for (int i = 0; i < workers; i++) {
            start("worker-" + i, () -> work(index, level));
        }
        start("recorder", this::record);
    }

    /** An empty batch; waits, or works, until one is free. */
    Batch take(ArtifactRecorder recorder) {
        requireSound();
        Batch batch = nextFree();
        try {
            batch.reset(recorder);
        } catch (RuntimeException | Error e) {
            // without memory for its buffers; whoever ends the pipeline waits for every batch
            free.addFirst(batch);
            throw e;
        }
        return batch;
    }

    /** Whether a worker has nothing to do, or will have nothing before long. */
    boolean hungry() {
        return waiting.isEmpty() && free.peek() != null;
    }

    void submit(Batch batch) {
        ordered.add(batch);
        waiting.add(batch);
        requireSound();
    }

    /** Waits until all that was submitted is recorded; whatever it did may then be read by the caller. */
    void drain() {
        settle();
        requireSound();
    }

    /** The same, without telling of a failure. */
    void settle() {
        List<Batch> all = new ArrayList<>();
        while (all.size() < batches) {
            all.add(nextFree());
        }
        free.addAll(all);
    }

    /** Whether nothing has failed yet. */
    boolean sound() {
        return failure == null;
    }

    private Batch nextFree() {
        try {
            Batch batch = free.poll();
            while (batch == null) {
                Batch help = waiting.poll();
                if (help != null) {
                    compress(own, help);
                }
                batch = help != null ? free.poll() : free.poll(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
            }
            return batch;
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    private void requireSound() {
        if (failure instanceof IOException cause) {
            throw UnusableRepositoryException.unwritable(folder, cause);
        }
        if (failure instanceof UnusableRepositoryException unusable) {
            throw unusable;
        }
        if (failure != null) {
            throw new IllegalStateException("storing chunks failed", failure);
        }
    }

    private void work(ChunkIndex index, int level) {
        try (Compressor compressor = new Compressor(index, level)) {
            for (Batch batch = waiting.take(); batch != end; batch = waiting.take()) {
                compress(compressor, batch);
            }
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    private void compress(Compressor compressor, Batch batch) {
        try {
            if (failure == null) {
                compressor.work(batch);
            }
        } catch (Throwable e) {
            fail(e);
        } finally {
            batch.done();
        }
    }

    private void record() {
        try {
            for (Batch batch = ordered.take(); batch != end; batch = ordered.take()) {
                batch.awaitDone();
                if (failure == null) {
                    record(batch);
                }
                // first of all again: others may never be needed
                free.addFirst(batch);
            }
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    private void record(Batch batch) {
        try {
            batch.recorder.record(batch);
        } catch (Throwable e) {
            fail(e);
        }
    }

    private synchronized void fail(Throwable e) {
        if (failure == null) {
            failure = e;
        }
    }

    private void start(String name, Runnable body) {
        Thread thread = new Thread(body, "caravana-" + name);
        thread.setDaemon(true);
        thread.start();
        threads.add(thread);
    }

    /** Ends the threads, after what was submitted. */
    @Override
    public void close() {
        settle();
        ordered.add(end);
        for (int i = 0; i < workers; i++) {
            waiting.add(end);
        }
        try {
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException e) {
            throw interrupted();
        } finally {
            own.close();
        }
        // nobody works on any of them now
        free.forEach(Batch::free);
    }

    private static IllegalStateException interrupted() {
        Thread.currentThread().interrupt();
        return new IllegalStateException("a thread of the repository was interrupted, which nobody may do");
    }
}
