package org.caravana.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.caravana.retention.RetentionReport;

/** The catalogue inside this command, opened when it is asked first, together with the lock that lets it be opened. */
class OwnedRecords<R extends JobRecords> implements JobRecords {
    /** Opens what the lock allows. */
    interface Opening<R> {
        R open(CatalogueLock lock) throws Exception;
    }

    private final CatalogueLock lock;
    private final Opening<R> opening;
    private R records;

    /** @param lock freed when this is closed */
    OwnedRecords(CatalogueLock lock, Opening<R> opening) {
        this.lock = lock;
        this.opening = opening;
    }

    final R records() throws Exception {
        if (!opened()) {
            records = opening.open(lock);
        }
        return records;
    }

    final boolean opened() {
        return records != null;
    }

    @Override
    public List<JobReport> jobs(Optional<String> plan) throws Exception {
        return records().jobs(plan);
    }

    @Override
    public JobReport job(long id) throws Exception {
        return records().job(id);
    }

    @Override
    public final JobReport cancel(long id) throws Exception {
        return records().cancel(id);
    }

    @Override
    public final JobReport acceptSize(long id) throws Exception {
        return records().acceptSize(id);
    }

    @Override
    public final List<RetentionReport> retention(String plan) throws Exception {
        return records().retention(plan);
    }

    @Override
    public final void close() {
        try (lock) {
            if (opened()) {
                records.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
