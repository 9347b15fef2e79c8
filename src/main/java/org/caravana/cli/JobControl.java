package org.caravana.cli;

/** The job catalogue's owner, asked by a command: the routes in this process, or the service over loopback. */
public interface JobControl extends JobRecords {

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

    /** Ends a job as PARTIAL if it only waits for later tries that this process would make; else changes nothing. */
    JobReport leave(long id) throws Exception;

    /** Whether copies are under way that end when this process ends. */
    boolean carrying() throws Exception;

    /** Whether what follows a job's end is under way in this process: old cycles go, where they may. */
    default boolean finishing() throws Exception {
        return false;
    }
}
