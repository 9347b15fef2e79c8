package org.caravana.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;

class CarrierTest {
    private static final int SECONDS = 20;

    private final Queue<Shipment> waiting =
            new ConcurrentLinkedQueue<>(List.of(shipment("large"), shipment("second"), shipment("last")));
    private final CountDownLatch others = new CountDownLatch(2);
    private final Set<String> carried = ConcurrentHashMap.newKeySet();

    @Test
    void nothingWaitsBehindALargeObjectWhileAnotherCarrierIsFree() throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    // as routes/copy/send-objects does it
                    from("direct:send")
                            .split(body())
                            .parallelProcessing()
                            .split(body())
                            .streaming()
                            .stopOnException()
                            .process(CarrierTest.this::carry);
                }
            });
            context.start();
            context.createProducerTemplate()
                    .sendBody("direct:send", List.of(new Carrier(waiting), new Carrier(waiting)));
        }
        assertThat(carried).containsExactlyInAnyOrder("large", "second", "last");
    }

    private void carry(Exchange exchange) throws InterruptedException {
        String name = exchange.getMessage().getBody(Shipment.class).name();
        if (name.equals("large")) {
            if (!others.await(SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("an object waits behind the large one");
            }
        } else {
            others.countDown();
        }
        carried.add(name);
    }

    private static Shipment shipment(String name) {
        return new Shipment("annex", name, name, Path.of(name), "", -1, false);
    }
}
