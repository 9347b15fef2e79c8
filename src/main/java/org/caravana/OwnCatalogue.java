package org.caravana;

import java.util.List;
import java.util.Optional;
import org.caravana.cli.JobRecords;
import org.caravana.cli.JobReport;
import org.caravana.job.Job;
import org.caravana.job.Jobs;
import org.caravana.web.JobReports;

/** The job catalogue, opened by a command in its own process. */
abstract class OwnCatalogue implements JobRecords {
    private static final String WHO = "the command line";

    private final Jobs jobs;
    private final JobReports reports;

    OwnCatalogue(Jobs jobs) {
        this.jobs = jobs;
        this.reports = new JobReports(jobs);
    }

    final JobReport report(Job job) {
        return reports.of(job);
    }

    final Jobs jobs() {
        return jobs;
    }

    @Override
    public final List<JobReport> jobs(Optional<String> plan) {
        return reports.newest(plan);
    }

    @Override
    public final JobReport job(long id) {
        return reports.of(jobs.get(id));
    }

    /** What a process that is no more held is freed first, for nobody is left there who could stop. */
    @Override
    public final JobReport cancel(long id) {
        jobs.freeEarlierLives();
        return reports.of(jobs.cancel(id, WHO));
    }

    @Override
    public final JobReport acceptSize(long id) {
        return reports.of(jobs.acceptSize(id, WHO));
    }
}
