package org.caravana.target;

import java.util.Iterator;
import java.util.Queue;

/**
 * Takes shipments out of a queue from which others take, too.
 *
 * <p>Camel asks whether there is a next one before it works on the one at hand. If that one were taken then, it would wait
 * behind a large pack while other carriers have nothing to do. So nothing is promised: where another carrier was faster,
 * {@link #next} gives null, which Camel's split leaves out.
 */
final class Carrier implements Iterator<Shipment> {
    private final Queue<Shipment> waiting;

    Carrier(Queue<Shipment> waiting) {
        this.waiting = waiting;
    }

    @Override
    public boolean hasNext() {
        return !waiting.isEmpty();
    }

    /** The next shipment; null if there is none any more. */
    @Override
    public Shipment next() {
        return waiting.poll();
    }
}
