package org.caravana.capture;

import org.caravana.config.Settings;
import org.caravana.job.Job;

/** A directory on its way into the backup. */
public record DirectorySource(Job job, Settings.Directory directory) implements Source {

    @Override
    public String name() {
        return directory.name();
    }

    @Override
    public String kind() {
        return "directory";
    }
}
