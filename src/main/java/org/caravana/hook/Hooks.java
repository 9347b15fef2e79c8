package org.caravana.hook;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.caravana.hook.OpenMarks.Mark;
import org.caravana.job.FailureText;
import org.caravana.job.Job;
import org.caravana.job.Jobs;
import org.caravana.job.NotReadyException;
import org.caravana.job.Notice;
import org.caravana.plan.Commands;
import org.caravana.plan.Plan;
import org.caravana.repository.StopSignal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The commands of a plan: before and after its captures, and when a job failed.
 *
 * <p>Whatever became of run-before and of the capture, run-after is run once: by the same worker, else before the next
 * capture or at the next start, whichever comes first. Thread-safe.
 */
public final class Hooks {
    private static final Logger LOG = LoggerFactory.getLogger(Hooks.class);
    private static final String BEFORE = "run-before";
    private static final String AFTER = "run-after";
    private static final String ON_FAILURE = "run-on-failure";

    private final Map<String, Plan> plans;
    private final Jobs jobs;
    private final Clock clock;
    private final OpenMarks marks;
    private final Map<Long, Instant> open = new ConcurrentHashMap<>();
    private final Set<Mark> leftBehind;

    /** @param folder where it is written down which captures a crash could leave without their run-after */
    public Hooks(Map<String, Plan> plans, Jobs jobs, Path folder, Clock clock) {
        this.plans = Map.copyOf(plans);
        this.jobs = jobs;
        this.clock = clock;
        this.marks = new OpenMarks(folder);
        this.leftBehind = new LinkedHashSet<>(marks.all());
    }

    /**
     * Freezes or prepares what is to be captured, as the plan's run-before does it.
     *
     * @throws CommandFailedException if it says no; its exit code says how
     * @throws NotReadyException if it cannot be written down that it is begun
     */
    public void before(Job job) {
        releaseLeftBehind();
        Commands commands = commands(job.plan());
        if (commands.before().isEmpty() && commands.after().isEmpty()) {
            return;
        }
        mark(job);
        open.put(job.id(), clock.instant());
        if (commands.before().isPresent()) {
            told(job.id(), BEFORE, run(job, BEFORE, commands.before().get(), commands, "", jobs.stopSignal(job)));
        }
    }

    private void mark(Job job) {
        try {
            marks.set(new Mark(job.plan(), job.id()));
        } catch (IOException e) {
            throw new NotReadyException(
                    "the data folder cannot be written to: " + e.getMessage(), "has its disk room?", e);
        }
    }

    /** Since when the sources of a job may have stood still: when its run-before began. Empty if it has none. */
    public Optional<Instant> frozenSince(Job job) {
        return commands(job.plan()).before().map(command -> open.get(job.id()));
    }

    /** Releases what {@link #before} froze; a stop does not keep it from that. @param why the capture failed, or null */
    public void after(Job job, Exception why) {
        if (open.remove(job.id()) != null) {
            release(new Mark(job.plan(), job.id()), why == null ? "" : FailureText.of(why));
        }
    }

    /** Runs the run-after of captures that a crash cut off, and once more those that failed. */
    public synchronized void releaseLeftBehind() {
        Set<Mark> now = Set.copyOf(leftBehind);
        leftBehind.clear();
        for (Mark mark : now) {
            LOG.warn("job {} of {} was cut off before its {}, which is run now", mark.job(), mark.plan(), AFTER);
            release(mark, "the capture was cut off");
        }
        // one that failed twice is for a person
        leftBehind.removeAll(now);
        now.forEach(marks::clear);
    }

    private void release(Mark mark, String why) {
        Commands commands = commands(mark.plan());
        try {
            if (commands.after().isPresent()) {
                String command = commands.after().get();
                told(mark.job(), AFTER, run(mark, AFTER, command, commands, why, StopSignal.NEVER));
            }
            marks.clear(mark);
        } catch (RuntimeException e) {
            // whatever kept it from running must not leave a snapshot behind
            LOG.warn("job {}: {}", mark.job(), e.getMessage());
            synchronized (this) {
                leftBehind.add(mark);
            }
            jobs.find(mark.job()).ifPresent(job -> jobs.caution(job, e));
        }
    }

    /** Whether a notice tells of an end that the plan has a command for. */
    public boolean answers(Notice notice) {
        return commands(notice.plan()).onFailure().isPresent()
                && notice.job()
                        .flatMap(jobs::find)
                        .filter(job -> switch (job.state()) {
                            case FAILED, EXPIRED, PARTIAL -> true;
                            default -> false;
                        })
                        .isPresent();
    }

    /** Runs the command for a job that failed. */
    public void onFailure(Notice notice) {
        Commands commands = commands(notice.plan());
        Job job = jobs.get(notice.job().orElseThrow());
        commands.onFailure()
                .ifPresent(command -> told(
                        job.id(),
                        ON_FAILURE,
                        run(job, ON_FAILURE, command, commands, job.reason().orElse(""), StopSignal.NEVER)));
    }

    private Commands commands(String plan) {
        return Optional.ofNullable(plans.get(plan)).map(Plan::commands).orElse(Commands.NONE);
    }

    private void told(long job, String what, String words) {
        jobs.find(job).ifPresent(known -> jobs.remark(job, what + " done" + (words.isEmpty() ? "" : ": " + words)));
    }

    private String run(Mark mark, String what, String command, Commands commands, String reason, StopSignal stop) {
        Map<String, String> environment = new HashMap<>();
        environment.put("CARAVANA_PLAN", mark.plan());
        environment.put("CARAVANA_JOB", Long.toString(mark.job()));
        environment.put("CARAVANA_REASON", reason);
        jobs.find(mark.job()).ifPresent(job -> {
            environment.put("CARAVANA_STATE", job.state().name());
            environment.put("CARAVANA_SCHEDULED", job.scheduled().toString());
            environment.put("CARAVANA_CYCLE", job.cycle());
            environment.put("CARAVANA_BACKUP", job.backup().orElse(""));
        });
        String setting = "plan." + mark.plan() + "." + what;
        return new ShellRun(setting, command, environment, commands.timeout()).run(stop);
    }

    private String run(Job job, String what, String command, Commands commands, String reason, StopSignal stop) {
        return run(new Mark(job.plan(), job.id()), what, command, commands, reason, stop);
    }
}
