package org.caravana.web;

import java.util.List;
import java.util.Optional;
import org.caravana.cli.JobReport;
import org.caravana.cli.JobSnapshot;
import org.caravana.job.Copy;
import org.caravana.job.Event;
import org.caravana.job.Job;
import org.caravana.job.Jobs;

/** Jobs with their copies and events, read from the catalogue as commands show them. */
public final class JobReports {
    private static final int MOST = 50;

    private final Jobs jobs;

    public JobReports(Jobs jobs) {
        this.jobs = jobs;
    }

    /** One job. */
    public JobReport of(Job job) {
        return new JobReport(
                job.id(),
                job.plan(),
                job.scheduled(),
                job.origin().name(),
                job.state().name(),
                job.reason().orElse(null),
                job.startedAt().orElse(null),
                job.endedAt().orElse(null),
                job.backup().orElse(null),
                jobs.copies(job.id()).stream().map(JobReports::copy).toList(),
                jobs.events(job.id()).stream().map(JobReports::event).toList());
    }

    private static JobReport.CopyReport copy(Copy copy) {
        return new JobReport.CopyReport(
                copy.target(),
                copy.state().name(),
                copy.checked(),
                copy.message().orElse(null));
    }

    private static JobReport.EventReport event(Event event) {
        return new JobReport.EventReport(event.at(), event.target().orElse(null), event.state(), event.message());
    }

    /** The newest, of one plan or of all, newest first. */
    public List<JobReport> newest(Optional<String> plan) {
        return jobs.list(plan, MOST).stream().map(this::of).toList();
    }

    /** The newest of all plans. */
    public JobSnapshot snapshot() {
        List<JobReport> newest = newest(Optional.empty());
        return new JobSnapshot(newest, newest.size() < MOST);
    }
}
