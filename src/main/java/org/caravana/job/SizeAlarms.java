package org.caravana.job;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/**
 * Sudden changes of a source's size: more likely a lost mount, an emptied table or an intruder than a clean-up.
 *
 * <p>Each source is compared with its last backup whose size is in order. An alarm stays open until a person accepts it,
 * or until a later backup has the size of before; a second backup of the new size closes nothing. Thread-safe.
 */
public final class SizeAlarms {
    private static final String OPEN = "OPEN";
    private static final String ACCEPTED = "ACCEPTED";
    private static final String PASSED = "PASSED";

    private final Catalogue catalogue;
    private final Clock clock;

    public SizeAlarms(Catalogue catalogue, Clock clock) {
        this.catalogue = catalogue;
        this.clock = clock;
    }

    /**
     * Keeps what a captured job's sources came to, and compares it, in the capture's transaction.
     *
     * @param percent how much a source may shrink or grow; 0: no alarms
     * @param expected whether a person said beforehand that there is a change
     */
    static void weigh(Handle h, Instant now, Job job, List<SourceSize> sizes, int percent, boolean expected) {
        sizes.forEach(size -> h.createUpdate(
                        "INSERT INTO source_size (job, source, plain, stored) VALUES (:job, :source, :plain, :stored)")
                .bindMethods(size)
                .bind("job", job.id())
                .execute());
        if (percent == 0 || sizes.isEmpty()) {
            return;
        }
        List<SizeChange> sudden =
                changes(h, job).stream().filter(c -> c.sudden(percent)).toList();
        if (sudden.isEmpty()) {
            pass(h, now, job, sizes);
        } else {
            mark(h, job.id(), expected ? ACCEPTED : OPEN);
            Event.append(
                    h,
                    now,
                    job.id(),
                    job.state(),
                    (expected ? "a change of size, accepted on request: " : "SIZE ALARM: ") + words(sudden));
        }
    }

    private static String words(List<SizeChange> changes) {
        return changes.stream()
                .map(c ->
                        c.source() + " has " + Readable.size(c.after()) + " where it had " + Readable.size(c.before()))
                .collect(Collectors.joining(", "));
    }

    private static List<SizeChange> changes(Handle h, Job job) {
        return sizes(h, job.id()).stream()
                .flatMap(
                        size -> before(h, job, size.source())
                                .map(before -> new SizeChange(size.source(), before, size.plain()))
                                .stream())
                .toList();
    }

    private static List<SourceSize> sizes(Handle h, long job) {
        return h.createQuery("SELECT * FROM source_size WHERE job = :job ORDER BY source")
                .bind("job", job)
                .map((row, context) ->
                        new SourceSize(row.getString("source"), row.getLong("plain"), row.getLong("stored")))
                .list();
    }

    private static Optional<Long> before(Handle h, Job job, String source) {
        return h.createQuery("SELECT plain FROM source_size JOIN job ON job.id = source_size.job"
                        + " WHERE job.plan = :plan AND source = :source AND job.backup < :backup"
                        + " AND (size_alarm IS NULL OR size_alarm = 'ACCEPTED')"
                        + " ORDER BY job.backup DESC FETCH FIRST 1 ROW ONLY")
                .bind("plan", job.plan())
                .bind("source", source)
                .bind("backup", job.backup().orElse(""))
                .mapTo(Long.class)
                .findOne();
    }

    /** What was alarming is as before: closes the plan's alarms, unless the job lacks a source that one is about. */
    private static void pass(Handle h, Instant now, Job job, List<SourceSize> sizes) {
        Set<String> here = sizes.stream().map(SourceSize::source).collect(Collectors.toSet());
        opened(h, job.plan()).stream()
                .filter(old -> here.containsAll(
                        sizes(h, old.id()).stream().map(SourceSize::source).toList()))
                .forEach(old -> close(
                        h, now, old, PASSED, "the size alarm is over: job " + job.id() + " has the size of before"));
    }

    private static List<Job> opened(Handle h, String plan) {
        return h.createQuery("SELECT * FROM job WHERE plan = :plan AND size_alarm = 'OPEN' ORDER BY backup")
                .bind("plan", plan)
                .mapTo(Job.class)
                .list();
    }

    private static void close(Handle h, Instant now, Job job, String how, String message) {
        mark(h, job.id(), how);
        Event.append(h, now, job.id(), job.state(), message);
    }

    private static void mark(Handle h, long job, String alarm) {
        h.createUpdate("UPDATE job SET size_alarm = :alarm WHERE id = :id")
                .bind("id", job)
                .bind("alarm", alarm)
                .execute();
    }

    /**
     * A person says that a job's sizes are right. Alarms of the plan's earlier jobs are over with it, and those of later
     * ones that are like it.
     *
     * @param percent the plan's threshold
     * @throws UnknownJobException if there is no such job
     * @throws NoSizeAlarmException if it has no open alarm
     */
    public void accept(long id, int percent, String by) {
        catalogue.useTransaction(h -> {
            Job job = JobRows.lock(h, id);
            List<Job> open = opened(h, job.plan());
            if (open.stream().noneMatch(alarmed -> alarmed.id() == id)) {
                throw new NoSizeAlarmException(id);
            }
            Instant now = Times.now(clock);
            String message = "the size alarm of job " + id + " was accepted by " + by;
            close(h, now, job, ACCEPTED, message);
            open.stream().filter(other -> other.id() != id).forEach(other -> {
                boolean earlier =
                        other.backup().orElse("").compareTo(job.backup().orElse("")) < 0;
                if (earlier) {
                    close(h, now, other, PASSED, message);
                } else if (changes(h, other).stream().noneMatch(change -> change.sudden(Math.max(1, percent)))) {
                    close(h, now, other, ACCEPTED, message);
                }
            });
        });
    }

    /** The plan's job whose alarm has been open the longest. */
    public Optional<Job> open(String plan) {
        return catalogue.inTransaction(h -> opened(h, plan)).stream().findFirst();
    }

    /** What a job's open alarm is about, and what else changed; empty without one. */
    public List<SizeChange> changes(Job job) {
        return catalogue.inTransaction(h ->
                opened(h, job.plan()).stream().anyMatch(open -> open.id() == job.id()) ? changes(h, job) : List.of());
    }

    /**
     * What a backup came to whose change of size a person accepted: the newest of the plan that is later than one and not
     * later than another.
     */
    public Optional<Long> acceptedSize(String plan, String after, String notAfter) {
        return catalogue.inTransaction(h -> h.createQuery("SELECT * FROM job WHERE plan = :plan"
                        + " AND size_alarm = 'ACCEPTED' AND backup > :after AND backup <= :notAfter"
                        + " ORDER BY backup DESC FETCH FIRST 1 ROW ONLY")
                .bind("plan", plan)
                .bind("after", after)
                .bind("notAfter", notAfter)
                .mapTo(Job.class)
                .findOne()
                .map(job ->
                        sizes(h, job.id()).stream().mapToLong(SourceSize::plain).sum()));
    }
}
