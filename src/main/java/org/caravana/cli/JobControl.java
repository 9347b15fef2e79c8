package org.caravana.cli;

import java.util.List;
import java.util.Optional;
import org.caravana.retention.RetentionReport;

/** The job catalogue's owner, asked by a command: the routes in this process, or the service over loopback. */
public interface JobControl extends AutoCloseable {

    /**
     * Puts a job of the plan into the catalogue, due at once.
     *
     * @param acceptChanged whether its directories have changed on purpose: no lost mount is looked for
     * @param readAll whether files that look unchanged are read all the same
     */
    JobReport run(String plan, boolean acceptChanged, boolean readAll) throws Exception;

    default JobReport run(String plan, boolean acceptChanged) throws Exception {
        return run(plan, acceptChanged, false);
    }

    default JobReport run(String plan) throws Exception {
        return run(plan, false);
    }

    /** The newest jobs, newest first. */
    List<JobReport> jobs(Optional<String> plan) throws Exception;

    JobReport job(long id) throws Exception;

    /** Asks a job to stop; it is ABORTED when it has. */
    JobReport cancel(long id) throws Exception;

    /** Says that a job's sudden change of size is right. */
    JobReport acceptSize(long id) throws Exception;

    /** Ends a job as PARTIAL if it only waits for later tries that this process would make; else changes nothing. */
    JobReport leave(long id) throws Exception;

    /** What is to become of every cycle of a plan, at each of its places. */
    List<RetentionReport> retention(String plan) throws Exception;

    /** Whether copies are under way that end when this process ends. */
    boolean carrying() throws Exception;

    @Override
    void close();
}
