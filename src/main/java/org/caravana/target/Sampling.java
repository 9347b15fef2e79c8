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
    private final AtomicLong believed = new AtomicLong();
    private final boolean sampledBefore;

    /** @param sampledBefore whether the copy needs something that was sent earlier and was never compared */
    Sampling(int percent, boolean sampledBefore) {
        this.percent = percent;
        this.sampledBefore = sampledBefore;
    }

    /** Whether an object that was sent just now is to be read back; a further try of the same asks again. */
    boolean takes(Shipment shipment) {
        boolean pack = shipment.object().contains("/packs/");
        boolean taken = percent == Plan.WHOLE
                || !pack
                || first.getAndSet(false)
                || RandomGenerator.getDefault().nextInt(Plan.WHOLE) < percent;
        if (taken) {
            unread.remove(shipment.name());
        } else {
            unread.add(shipment.name());
        }
        return taken;
    }

    boolean isCompared(String name) {
        return !unread.contains(name);
    }

    void believe() {
        believed.incrementAndGet();
    }

    Checked checked() {
        return Checked.of(percent, unread.isEmpty() && !sampledBefore, believed.get());
    }
}
