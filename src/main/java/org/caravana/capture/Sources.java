package org.caravana.capture;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.caravana.config.Settings;
import org.caravana.job.Job;

/** What a job's plan captures, in the plan's order: its databases, and its directories. */
public final class Sources {
    private final Settings settings;

    public Sources(Settings settings) {
        this.settings = settings;
    }

    public List<DatabaseSource> databases(Job job) {
        return names(job).stream()
                .map(settings.databases()::get)
                .filter(Objects::nonNull)
                .map(database -> new DatabaseSource(job, database))
                .toList();
    }

    public List<DirectorySource> directories(Job job) {
        return names(job).stream()
                .map(settings.directories()::get)
                .filter(Objects::nonNull)
                .map(directory -> new DirectorySource(job, directory))
                .toList();
    }

    /** The names of all other sources that there are. */
    Set<String> others(Source source) {
        Set<String> others = new HashSet<>(settings.databases().keySet());
        others.addAll(settings.directories().keySet());
        others.remove(source.name());
        return others;
    }

    private List<String> names(Job job) {
        return settings.plans().get(job.plan()).sources();
    }
}
