package org.caravana.target;

import java.io.IOException;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.ProducerTemplate;
import org.caravana.repository.ObjectStore.StoredObject;
import org.caravana.retention.HeldCycle;
import org.caravana.retention.Holdings;
import org.caravana.retention.Place;

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
