package org.caravana.capture;

import org.caravana.job.Job;

/** A source of a job on its way into the backup; the body of the routes that capture it. */
public sealed interface Source permits DatabaseSource, DirectorySource {

    /** The job that it is captured for. */
    Job job();

    /** Its name in the settings. */
    String name();

    /** Its kind, as the manifest says it, for example {@code postgresql} or {@code directory}. */
    String kind();
}
