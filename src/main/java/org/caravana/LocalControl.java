package org.caravana;

import java.util.List;
import java.util.Map;
import org.apache.camel.ProducerTemplate;
import org.caravana.cli.JobControl;
import org.caravana.cli.JobReport;
import org.caravana.job.Job;
import org.caravana.retention.RetentionReport;

/** The catalogue's owner in this process with its routes, asked by a command. */
final class LocalControl extends OwnCatalogue implements JobControl {
    private final Running running;
    private final Ledger ledger;

    LocalControl(Running running, Ledger ledger) {
        super(running.wiring().jobs());
        this.running = running;
        this.ledger = ledger;
    }

    @Override
    public JobReport run(String plan, boolean acceptChanged, boolean readAll) {
        ProducerTemplate producer = running.node().producer();
        return report(producer.requestBodyAndHeaders(
                "direct:run-now", plan, Map.of("acceptChanged", acceptChanged, "readAll", readAll), Job.class));
    }

    @Override
    public JobReport leave(long id) {
        jobs().leave(jobs().get(id));
        return job(id);
    }

    @Override
    public List<RetentionReport> retention(String plan) {
        return running.node().retention(plan);
    }

    @Override
    public boolean carrying() {
        return jobs().carrying() > 0;
    }

    @Override
    public boolean finishing() {
        return running.finishing();
    }

    @Override
    public void close() {
        try (ledger) {
            running.close();
        }
    }
}
