package org.caravana.cli;

import java.util.List;
import java.util.Optional;
import org.caravana.retention.RetentionReport;

/** What can be asked of the job catalogue, and said to it, without carrying anything out. */
public interface JobRecords extends AutoCloseable {

    /** The newest jobs, newest first. */
    List<JobReport> jobs(Optional<String> plan) throws Exception;

    JobReport job(long id) throws Exception;

    /** Asks a job to stop; it is ABORTED when it has. */
    JobReport cancel(long id) throws Exception;

    /** Says that a job's sudden change of size is right. */
    JobReport acceptSize(long id) throws Exception;

    /** What is to become of every cycle of a plan, at each of its places. */
    List<RetentionReport> retention(String plan) throws Exception;

    @Override
    void close();
}
