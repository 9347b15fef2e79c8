package org.caravana.web;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;
import org.caravana.job.Figures;
import org.caravana.job.Jobs;
import org.caravana.plan.Plan;

/**
 * DOWN while a plan is overdue, or while edited settings lie there that were not taken over.
 *
 * <p>A plan is overdue when a firing's completion window has closed and no job of the plan COMPLETED since that firing.
 */
public final class PlansHealth extends AbstractHealthCheck {
    private static final int RECENT = 50;

    private final Collection<Plan> plans;
    private final Jobs jobs;
    private final Figures figures;
    private final Clock clock;
    private final Supplier<String> settings;

    /** @param settings whether edited settings were taken over, in words */
    public PlansHealth(Collection<Plan> plans, Jobs jobs, Figures figures, Clock clock, Supplier<String> settings) {
        super("caravana", "plans");
        this.plans = plans;
        this.jobs = jobs;
        this.figures = figures;
        this.clock = clock;
        this.settings = settings;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        List<String> wrong = wrong();
        if (wrong.isEmpty()) {
            builder.up();
        } else {
            builder.message(String.join("; ", wrong)).down();
        }
    }

    /** What is wrong, in words; empty if nothing is. */
    List<String> wrong() {
        List<String> wrong = new ArrayList<>();
        plans.forEach(plan -> overdueSince(plan)
                .ifPresent(slot -> wrong.add("plan " + plan.name() + " has not COMPLETED since " + slot)));
        if (settings.get().contains("not taken over")) {
            wrong.add("settings " + settings.get());
        }
        return wrong;
    }

    private Optional<Instant> overdueSince(Plan plan) {
        Instant closed = clock.instant().minus(plan.completionWindow());
        return plan.schedule()
                .previous(closed)
                .filter(slot -> jobs.list(Optional.of(plan.name()), RECENT).stream()
                        .anyMatch(job -> !job.scheduled().isAfter(slot)))
                .filter(slot -> figures.lastCompleted(plan.name())
                        .filter(end -> end.isAfter(slot))
                        .isEmpty());
    }
}
