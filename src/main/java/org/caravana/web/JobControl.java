package org.caravana.web;

import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import javax.management.JMException;
import javax.management.ObjectName;
import org.caravana.CaravanaException;
import org.caravana.job.Figures;
import org.caravana.job.Job;
import org.caravana.job.Jobs;

/** Jobs for JMX: what there is, run now, and cancel. */
public final class JobControl implements JobControlMXBean, AutoCloseable {
    static final String NAME = "org.caravana:type=Jobs";
    private static final int NEWEST = 20;

    private final Jobs jobs;
    private final Figures figures;
    private final Supplier<String> settings;

    private JobControl(Jobs jobs, Figures figures, Supplier<String> settings) {
        this.jobs = jobs;
        this.figures = figures;
        this.settings = settings;
    }

    /**
     * Shows the jobs in the platform's MBean server until it is closed.
     *
     * @param settings whether edited settings were taken over, in words
     */
    public static JobControl register(Jobs jobs, Figures figures, Supplier<String> settings) throws JMException {
        JobControl control = new JobControl(jobs, figures, settings);
        ManagementFactory.getPlatformMBeanServer().registerMBean(control, new ObjectName(NAME));
        return control;
    }

    @Override
    public Map<String, Long> getJobs() {
        Map<String, Long> counts = new LinkedHashMap<>();
        figures.jobs().forEach((state, count) -> counts.put(state.name(), count));
        return counts;
    }

    @Override
    public List<String> getNewest() {
        return jobs.list(Optional.empty(), NEWEST).stream()
                .map(JobControl::line)
                .toList();
    }

    private static String line(Job job) {
        return job.id() + " " + job.plan() + " " + job.scheduled() + " " + job.state()
                + job.reason().map(reason -> " " + reason).orElse("");
    }

    @Override
    public String getSettings() {
        return settings.get();
    }

    @Override
    public long run(String plan) {
        return told(() -> jobs.request(plan).id());
    }

    @Override
    public String cancel(long job) {
        return told(() -> jobs.cancel(job, "JMX").state().name());
    }

    /** A JMX client does not have our classes, so it gets the words in one that it has. */
    private static <T> T told(Supplier<T> work) {
        try {
            return work.get();
        } catch (CaravanaException e) {
            throw new IllegalArgumentException(e.getMessage());
        }
    }

    @Override
    public void close() throws JMException {
        ObjectName name = new ObjectName(NAME);
        if (ManagementFactory.getPlatformMBeanServer().isRegistered(name)) {
            ManagementFactory.getPlatformMBeanServer().unregisterMBean(name);
        }
    }
}
