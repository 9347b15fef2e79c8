package org.caravana.target;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** In which order objects set out, so that neither the line nor a transfer ever has nothing to do. */
final class TravelOrder {
    private TravelOrder() {}

    /**
     * Large packs first, one for each transfer. Small objects cost round trips and no room on the line: they pass one by one
     * between the packs that follow.
     *
     * <p>Where there are more large packs than transfers, each transfer begins with a small object: what a target refuses
     * is known before whole packs are under way, and so is how it proves what it holds (see {@link S3Signer}).
     */
    static List<Shipment> of(List<Shipment> packs, List<Shipment> files, int transfers) {
        Map<Boolean, List<Shipment>> bySize = packs.stream().collect(Collectors.partitioningBy(Shipment::isSmall));
        Iterator<Shipment> large = bySize.get(false).iterator();
        Iterator<Shipment> small =
                Stream.of(files, bySize.get(true)).flatMap(List::stream).iterator();
        List<Shipment> order = new ArrayList<>();
        if (bySize.get(false).size() > transfers) {
            move(small, transfers, order);
        }
        move(large, transfers, order);
        while (large.hasNext()) {
            move(small, 1, order);
            move(large, 1, order);
        }
        small.forEachRemaining(order::add);
        return order;
    }

    private static void move(Iterator<Shipment> from, int most, List<Shipment> to) {
        for (int i = 0; i < most && from.hasNext(); i++) {
            to.add(from.next());
        }
    }
}
