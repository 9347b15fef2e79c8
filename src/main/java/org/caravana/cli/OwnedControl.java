package org.caravana.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.caravana.retention.RetentionReport;

/** The routes inside this command, together with the lock that lets them open the catalogue. */
final class OwnedControl implements JobControl {
    private final CatalogueLock lock;
    private final JobControl routes;

    OwnedControl(Operations operations, Home home, CatalogueLock lock) throws Exception {
        this.lock = lock;
        try {
            this.routes = operations.start(home, lock);
        } catch (Exception e) {
            lock.close();
            throw e;
        }
    }

    @Override
    public JobReport run(String plan, boolean acceptChanged, boolean readAll) throws Exception {
        return routes.run(plan, acceptChanged, readAll);
    }

    @Override
    public List<JobReport> jobs(Optional<String> plan) throws Exception {
        return routes.jobs(plan);
    }

    @Override
    public JobReport job(long id) throws Exception {
        return routes.job(id);
    }

    @Override
    public JobReport cancel(long id) throws Exception {
        return routes.cancel(id);
    }

    @Override
    public JobReport acceptSize(long id) throws Exception {
        return routes.acceptSize(id);
    }

    @Override
    public JobReport leave(long id) throws Exception {
        return routes.leave(id);
    }

    @Override
    public List<RetentionReport> retention(String plan) throws Exception {
        return routes.retention(plan);
    }

    @Override
    public boolean carrying() throws Exception {
        return routes.carrying();
    }

    @Override
    public void close() {
        try (lock) {
            routes.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
