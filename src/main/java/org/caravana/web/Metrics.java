package org.caravana.web;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.Collection;
import org.caravana.job.Figures;
import org.caravana.job.JobState;

/**
 * Caravana's own gauges, asked of the catalogue when somebody collects them:
 *
 * <ul>
 *   <li>{@code caravana_last_completed_seconds{plan}}: seconds since 1970 UTC of the last COMPLETED job's end; 0: none
 *   <li>{@code caravana_jobs{state}}: jobs in each state
 *   <li>{@code caravana_copies_waiting{target}}: copies that a target still lacks
 * </ul>
 */
public final class Metrics {
    private final Figures figures;

    public Metrics(Figures figures) {
        this.figures = figures;
    }

    /** Adds the gauges; a plan or target that is not named gets none. */
    public void register(MeterRegistry registry, Collection<String> plans, Collection<String> targets) {
        for (String plan : plans) {
            Gauge.builder("caravana.last.completed", () -> lastCompleted(plan))
                    .baseUnit("seconds")
                    .tag("plan", plan)
                    .description("When the plan's last COMPLETED job ended, seconds since 1970 UTC; 0: never")
                    .register(registry);
        }
        for (JobState state : JobState.values()) {
            Gauge.builder("caravana.jobs", () -> figures.jobs().get(state))
                    .tag("state", state.name())
                    .description("Jobs in each state")
                    .register(registry);
        }
        for (String target : targets) {
            Gauge.builder("caravana.copies.waiting", () -> figures.copiesWaiting()
                            .getOrDefault(target, 0L))
                    .tag("target", target)
                    .description("Copies that the target still lacks")
                    .register(registry);
        }
    }

    private long lastCompleted(String plan) {
        return figures.lastCompleted(plan).map(Instant::getEpochSecond).orElse(0L);
    }
}
