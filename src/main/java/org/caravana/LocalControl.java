package org.caravana;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.ProducerTemplate;
import org.caravana.cli.JobControl;
import org.caravana.cli.JobReport;
import org.caravana.job.Job;
import org.caravana.job.Jobs;
import org.caravana.retention.RetentionReport;
import org.caravana.web.Control;

/** The job catalogue's owner in this process, asked by a command. */
final class LocalControl implements JobControl {
    private final Running running;
    private final Ledger ledger;
    private final Jobs jobs;
    private final Control control;

    LocalControl(Running running, Ledger ledger) {
        this.ledger = ledger;
        this.running = running;
        this.jobs = running.wiring().jobs();
        this.control = running.wiring().control();
    }

    @Override
    public JobReport run(String plan, boolean acceptChanged, boolean readAll) {
        ProducerTemplate producer = running.node().producer();
        return control.report(producer.requestBodyAndHeaders(
                "direct:run-now", plan, Map.of("acceptChanged", acceptChanged, "readAll", readAll), Job.class));
    }

    @Override
    public List<JobReport> jobs(Optional<String> plan) {
        return control.reports(plan);
    }

    @Override
    public JobReport job(long id) {
        return control.report(jobs.get(id));
    }

    @Override
    public JobReport cancel(long id) {
        return control.report(jobs.cancel(id, "the command line"));
    }

    @Override
    public JobReport acceptSize(long id) {
        return control.report(jobs.acceptSize(id, "the command line"));
    }

    @Override
    public JobReport leave(long id) {
        jobs.leave(jobs.get(id));
        return job(id);
    }

    @Override
    @SuppressWarnings("unchecked")
    public List<RetentionReport> retention(String plan) {
        return running.node().producer().requestBody("direct:explain-retention", plan, List.class);
    }

    @Override
    public boolean carrying() {
        return jobs.carrying() > 0;
    }

    @Override
    public void close() {
        try (ledger) {
            running.close();
        }
    }
}
