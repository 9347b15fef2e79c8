package org.caravana;

import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.caravana.config.Settings;

/** Opens the ledger while its caller does something else: of a service's start, that is the routes' being read. */
final class LedgerOpening implements Supplier<Ledger>, AutoCloseable {
    private final CompletableFuture<Ledger> opened;

    private LedgerOpening(CompletableFuture<Ledger> opened) {
        this.opened = opened;
    }

    static LedgerOpening begin(Settings settings, Clock clock) {
        return new LedgerOpening(CompletableFuture.supplyAsync(() -> Ledger.open(settings, clock)));
    }

    /**
     * Waits until it is open.
     *
     * @throws org.caravana.job.CatalogueException if it cannot be opened
     */
    @Override
    public Ledger get() {
        try {
            return opened.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException ours) {
                throw ours;
            }
            throw e;
        }
    }

    /** Waits, too; what could not be opened needs no closing. */
    @Override
    public void close() {
        Ledger ledger = opened.exceptionally(failure -> null).join();
        if (ledger != null) {
            ledger.close();
        }
    }
}
