package org.caravana.night;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.caravana.cli.CatalogueLock;
import org.caravana.cli.JobControl;
import org.caravana.cli.JobReport;

/** The routes in this process, which give the catalogue's lock back when they are closed. */
record Closing(JobControl routes, CatalogueLock lock) implements JobControl {
    @Override
    public JobReport run(String plan, boolean acceptsChange, boolean readAll) throws Exception {
        return routes.run(plan, acceptsChange, readAll);
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
    public List<org.caravana.retention.RetentionReport> retention(String plan) throws Exception {
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
