package org.caravana.retention;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.caravana.job.ClockDifferences;
import org.caravana.job.Jobs;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells people that a target's clock is not where ours is: once, until it agreed again. */
final class ClockWarnings {
    private static final Logger LOG = LoggerFactory.getLogger(ClockWarnings.class);

    private final ClockNotes notes;
    private final Jobs jobs;

    ClockWarnings(ClockNotes notes, Jobs jobs) {
        this.notes = notes;
        this.jobs = jobs;
    }

    /**
     * Keeps what the clocks said, and tells what is new of it. What is told is kept last: after a crash it may be told
     * again, but never not at all.
     *
     * @param job whose end they were compared at
     */
    void compared(long job, Map<String, Duration> ahead) throws IOException {
        Map<String, Duration> news = new TreeMap<>(ahead);
        news.entrySet().removeIf(clock -> !ClockComparison.differs(clock.getValue()) || isTold(clock.getKey()));
        if (!news.isEmpty()) {
            ClocksDifferException why = new ClocksDifferException(news);
            LOG.warn(why.getMessage());
            jobs.clocksDiffer(job, new ClockDifferences(news), why);
        }
        for (Map.Entry<String, Duration> clock : ahead.entrySet()) {
            String target = clock.getKey();
            if (isTold(target) && !ClockComparison.differs(clock.getValue())) {
                jobs.remark(job, "the clock of " + target + " " + ClockComparison.words(clock.getValue()) + " again");
            }
            notes.note(target, clock.getValue());
        }
    }

    private boolean isTold(String target) {
        return notes.last(target).filter(ClockComparison::differs).isPresent();
    }
}
