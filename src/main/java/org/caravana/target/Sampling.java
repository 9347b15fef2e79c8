package org.caravana.target;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import org.caravana.job.Checked;
import org.caravana.plan.Plan;

/**
 * Which of a copy's new packs are read back: the first, and of the others by chance as many as the plan says. Whatever is
 * no pack is read back always. Thread-safe.
 */
final class Sampling {
    private final int percent;
    private final AtomicBoolean first = new AtomicBoolean(true);
    private final Set<String> unread = ConcurrentHashMap.newKeySet();
    private final Set<String> taken = ConcurrentHashMap.newKeySet();
    private final AtomicLong believed = new AtomicLong();
    private final boolean sampledBefore;

    /** @param sampledBefore whether the copy needs something that was sent earlier and was never compared */
    Sampling(int percent, boolean sampledBefore) {
        this.percent = percent;
        this.sampledBefore = sampledBefore;
    }

    /**
     * Whether an object that was sent just now is to be read back. What took the place of something, and a further try of
     * what was to be read back, always is: it may have been found wrong.
     */
    boolean takes(Shipment shipment) {
        boolean pack = shipment.object().contains("/packs/");
        boolean again = shipment.size() >= 0 || taken.contains(shipment.name());
        boolean takes = percent == Plan.WHOLE
                || !pack
                || again
                || first.getAndSet(false)
                || RandomGenerator.getDefault().nextInt(Plan.WHOLE) < percent;
        if (takes) {
            taken.add(shipment.name());
            unread.remove(shipment.name());
        } else {
            unread.add(shipment.name());
        }
        return takes;
    }

    boolean isCompared(String name) {
        return !unread.contains(name);
    }

    void believe() {
        believed.incrementAndGet();
    }

    Checked checked() {
        // how much was read of what was sent earlier is not known
        return Checked.of(sampledBefore ? Plan.WHOLE : percent, unread.isEmpty() && !sampledBefore, believed.get());
    }
}
