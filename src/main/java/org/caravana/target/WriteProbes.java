package org.caravana.target;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.caravana.config.Settings;

/** Asks targets, by their routes, whether they take what is written to them, and what their clocks say. Thread-safe. */
public final class WriteProbes {
    private final CamelContext context;
    private final Clock clock;
    private final Map<String, Settings.Target> targets = new ConcurrentHashMap<>();
    /** A probe has one name at a target. */
    private final Map<String, Lock> asking = new ConcurrentHashMap<>();

    WriteProbes(CamelContext context, Clock clock) {
        this.context = context;
        this.clock = clock;
    }

    void add(Settings.Target target) {
        targets.put(target.name(), target);
    }

    /**
     * By how much a target's clock is ahead of ours, to the second, negative if it is behind; {@code null} if it tells no
     * time, as a removable disk that is not connected.
     */
    public Duration clockAhead(String target) throws IOException {
        try {
            return ask(target).ahead().orElse(null);
        } catch (RuntimeException e) {
            if (targets.get(target).isRemovable() && Failures.isRootMissing(e)) {
                return null;
            }
            throw e;
        }
    }

    /** @throws RuntimeException if the target does not do what a copy needs; with a hint, where that is known */
    public WriteProbe.Findings ask(String target) throws IOException {
        Lock one = asking.computeIfAbsent(target, unknown -> new ReentrantLock());
        one.lock();
        try (ProducerTemplate producer = context.createProducerTemplate()) {
            return new WriteProbe(targets.get(target), producer, clock).ask();
        } finally {
            one.unlock();
        }
    }
}
