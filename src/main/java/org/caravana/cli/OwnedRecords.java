package org.caravana.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.caravana.retention.RetentionReport;

/** The catalogue inside this command, together with the lock that lets it be opened. */
class OwnedRecords<R extends JobRecords> implements JobRecords {
    /** Opens what the lock allows. */
    interface Opening<R> {
        R open(CatalogueLock lock) throws Exception;
    }

    private final CatalogueLock lock;
    private final R records;

    /** @param lock freed when this is closed, or cannot be opened */
    OwnedRecords(CatalogueLock lock, Opening<R> opening) throws Exception {
        this.lock = lock;
        try {
            this.records = opening.open(lock);
        } catch (Exception e) {
            lock.close();
            throw e;
        }
    }

    final R records() {
        return records;
    }

    @Override
    public final List<JobReport> jobs(Optional<String> plan) throws Exception {
        return records.jobs(plan);
    }

    @Override
    public final JobReport job(long id) throws Exception {
        return records.job(id);
    }

    @Override
    public final JobReport cancel(long id) throws Exception {
        return records.cancel(id);
    }

    @Override
    public final JobReport acceptSize(long id) throws Exception {
        return records.acceptSize(id);
    }

    @Override
    public final List<RetentionReport> retention(String plan) throws Exception {
        return records.retention(plan);
    }

    @Override
    public final void close() {
        try (lock) {
            records.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
