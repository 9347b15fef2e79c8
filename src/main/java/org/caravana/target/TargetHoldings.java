package org.caravana.target;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.ProducerTemplate;
import org.caravana.repository.ObjectStore.StoredObject;
import org.caravana.retention.Cycles;
import org.caravana.retention.HeldCycle;
import org.caravana.retention.Holdings;
import org.caravana.retention.Place;
import org.caravana.retention.RetentionReport;

/** Lists what a target holds of a plan's cycles, by its own route: the names as they are there, encrypted or not. */
public final class TargetHoldings {
    private final CamelContext context;

    TargetHoldings(CamelContext context) {
        this.context = context;
    }

    public List<HeldCycle> held(Place place) throws IOException {
        try (ProducerTemplate producer = context.createProducerTemplate()) {
            return new Holdings(folder -> list(producer, place.name(), folder)).of(place.plan());
        }
    }

    /** The names of the plan's cycles, by one listing. */
    public List<String> names(Place place) throws IOException {
        try (ProducerTemplate producer = context.createProducerTemplate()) {
            return new Holdings(folder -> list(producer, place.name(), folder)).names(place.plan());
        }
    }

    /** What is to become of every cycle of a plan, at each of its places; a place that does not answer says why. */
    public List<RetentionReport> explain(Cycles cycles, String plan) {
        List<RetentionReport> reports = new ArrayList<>();
        for (Place place : cycles.placesOf(plan)) {
            try {
                List<HeldCycle> held = place.isRepository() ? cycles.held(place) : held(place);
                cycles.decisions(place, held)
                        .forEach(d -> reports.add(new RetentionReport(
                                plan,
                                place.name(),
                                d.cycle().name(),
                                d.cycle().whole().size(),
                                d.discard(),
                                d.why())));
            } catch (IOException | RuntimeException e) {
                String why = new Failures().explain(place.name(), e).getMessage();
                reports.add(new RetentionReport(plan, place.name(), null, 0, false, why));
            }
        }
        return reports;
    }

    @SuppressWarnings("unchecked")
    private static List<StoredObject> list(ProducerTemplate producer, String target, String folder) {
        try {
            return producer.requestBodyAndHeader(
                    "direct:list-" + target, null, TargetHeaders.FOLDER, folder, List.class);
        } catch (CamelExecutionException e) {
            throw new Failures().explain(target, e);
        }
    }
}
