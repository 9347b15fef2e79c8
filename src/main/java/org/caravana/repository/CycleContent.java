package org.caravana.repository;

import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** What a cycle's whole packs hold, learned by a thread of its own while the backup is prepared. */
final class CycleContent {
    private final PackList packs = new PackList();
    private final ChunkIndex index = new ChunkIndex();
    private final FutureTask<Void> loading;

    /** @param cycle whose packs nobody adds to until {@link #await()} */
    CycleContent(CycleFolder cycle) {
        loading = new FutureTask<>(() -> {
            cycle.load(packs, index);
            return null;
        });
        Thread thread = new Thread(loading, "caravana-index");
        thread.setDaemon(true);
        thread.start();
    }

    /** Waits until all is learned. */
    void await() throws IOException {
        try {
            loading.get();
        } catch (ExecutionException e) {
            throw failure(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("a thread of the repository was interrupted, which nobody may do", e);
        }
    }

    private static IOException failure(Throwable cause) {
        if (cause instanceof RuntimeException e) {
            throw e;
        }
        if (cause instanceof Error e) {
            throw e;
        }
        return (IOException) cause;
    }

    PackList packs() {
        return packs;
    }

    ChunkIndex index() {
        return index;
    }
}
