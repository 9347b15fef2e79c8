package org.caravana.web;

import java.util.List;
import java.util.Map;

/** The MBean {@code org.caravana:type=Jobs}. Jolokia shows it, but runs none of its operations. */
public interface JobControlMXBean {

    /** Jobs in each state. */
    Map<String, Long> getJobs();

    /** The newest jobs, newest first, one line each. */
    List<String> getNewest();

    /** Whether edited settings and routes were taken over; if not, why. */
    String getSettings();

    /** Run now. @return the job's number */
    long run(String plan);

    /** Cancels a job. @return its state now */
    String cancel(long job);
}
