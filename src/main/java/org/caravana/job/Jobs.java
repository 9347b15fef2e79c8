package org.caravana.job;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.caravana.plan.Plan;
import org.caravana.repository.StopSignal;

/**
 * The jobs: born by a firing or a request, handed out when they are due, and moved from state to state.
 *
 * <p>Each call is one transaction: the state, its event and its notice. A call with a job whose lease was lost changes
 * nothing and throws {@link LeaseLostException}; one that the job's state does not allow, {@link WrongStateException}.
 * What a worker reports of a job that was cancelled meanwhile makes it ABORTED. Thread-safe.
 */
public final class Jobs {
    private static final String CHANGE_ACCEPTED = "directories may have changed: accepted on request";
    private static final String READ_ALL = "every file is read: asked for on request";
    private static final String DISCARDED = "discarded with its cycle; a newer one stands in its place";
    private static final String NEVER_CONNECTED =
            "given up: the repository discarded its cycle before the disk was connected again";

    private final Catalogue catalogue;
    private final Map<String, Plan> plans;
    private final Clock clock;
    private final Leases leases;
    private final int parallel;
    private final Firings firings;
    private final Queue queue;
    private final Endings endings;
    private final JobStates states;

    /** @param parallel how many jobs this node captures at once, 1 or more */
    public Jobs(Catalogue catalogue, Map<String, Plan> plans, Clock clock, Leases leases, int parallel) {
        this.catalogue = catalogue;
        this.plans = Map.copyOf(plans);
        this.clock = clock;
        this.leases = leases;
        this.parallel = parallel;
        this.firings = new Firings(catalogue, clock);
        this.queue = new Queue(catalogue, this.plans, clock, leases);
        this.endings = new Endings(catalogue, clock, leases);
        this.states = new JobStates(catalogue, clock, leases, endings);
    }

    /** A firing of the plan's timer: inserts the job of the slot that fired, unless it is there already. */
    public void create(String plan) {
        firings.fire(plan(plan));
    }

    /**
     * A finished file lies in the plan's watched folder: a job due at once, with the plan's own windows from now on. One
     * that a job was made for already, with this size and time, makes none; nor does one that a job which nobody has
     * taken up yet will capture, too.
     *
     * @param bytes its size
     * @param modified milliseconds since 1970
     */
    public void createForFile(String plan, String file, long bytes, long modified) {
        firings.appeared(plan(plan), file + ", " + bytes + " bytes of " + Instant.ofEpochMilli(modified));
    }

    /** A plan's next firing as things stand: "until done" depends on whether it is done. */
    public Optional<Instant> nextFiring(String plan) {
        return firings.next(plan(plan), clock.instant());
    }

    /** The name of the cycle that a backup of the plan would go into now. */
    public String cycleOf(String plan) {
        return firings.cycle(plan(plan));
    }

    /** Run now: a job due at once, with the plan's own windows from now on. */
    public Job request(String plan) {
        return firings.request(plan(plan), List.of());
    }

    /** @param acceptChanged whether a person says that the plan's directories have changed on purpose; {@code null}: no */
    public Job request(String plan, Boolean acceptChanged) {
        return request(plan, acceptChanged, false);
    }

    /** The same. @param readAll whether a person wants every file read, changed or not; {@code null}: no */
    public Job request(String plan, Boolean acceptChanged, Boolean readAll) {
        List<String> remarks = new ArrayList<>();
        if (Boolean.TRUE.equals(acceptChanged)) {
            remarks.add(CHANGE_ACCEPTED);
        }
        if (Boolean.TRUE.equals(readAll)) {
            remarks.add(READ_ALL);
        }
        return firings.request(plan(plan), remarks);
    }

    /** Whether every file of this job is read, also those that look unchanged. */
    public boolean readsAll(Job job) {
        return events(job.id()).stream().anyMatch(event -> event.message().equals(READ_ALL));
    }

    /** Whether a directory of this job may lie elsewhere, be empty, or have lost entries since the last backup. */
    public boolean acceptsChange(Job job) {
        return acceptsChange(events(job.id()));
    }

    static boolean acceptsChange(List<Event> events) {
        return events.stream().anyMatch(event -> event.message().equals(CHANGE_ACCEPTED));
    }

    /** Makes up for firings that nobody saw, and gives those that are too late, EXPIRED; for the start and now and then. */
    public List<Job> missed() {
        List<Job> expired = new ArrayList<>();
        plans.values().forEach(plan -> expired.addAll(firings.missed(plan, endings)));
        return expired;
    }

    private Plan plan(String name) {
        return Optional.ofNullable(plans.get(name)).orElseThrow(() -> new UnknownPlanException(name, plans.keySet()));
    }

    /** Leases the jobs that are due for a start or a capture, as many as this node has free workers. */
    public List<Job> takeDue() {
        return queue.takeJobs(parallel);
    }

    /** Leases the copies that are due, at most one for each target that nobody is on the way to. */
    public List<Copy> takeDueCopies() {
        return queue.takeCopies(copy -> true);
    }

    /** The same, of one job: those that can leave at once. The others are due when their target's carrier is back. */
    public List<Copy> takeCopies(Job job) {
        return queue.takeCopies(copy -> copy.job() == job.id());
    }

    /**
     * What the carrier that has just brought a copy to its target brings next: the newest backup that the target still
     * lacks, also if its next try was meant for later. {@code null} if there is none.
     */
    public Copy takeNext(Copy done) {
        return queue.takeNext(done.target()).orElse(null);
    }

    /** At start: frees what an earlier life of this node held, so that it is due at once. */
    public void freeEarlierLives() {
        new EarlierLives(catalogue, clock, leases, endings).free();
    }

    /** Extends the leases that this node holds; work whose lease was lost or whose job was cancelled is stopped. */
    public void renewLeases() {
        new Renewal(catalogue, clock, leases).renew();
    }

    /** @throws StartWindowClosedException if the job may not start any more */
    public void requireStartWindow(Job job) {
        states.requireStartWindow(job);
    }

    /** Whether there is still a later time at which the job could start. */
    public boolean startWindowOpen(Job job) {
        return clock.instant().isBefore(job.startBy());
    }

    /** CREATED becomes RUNNING; RUNNING under the same lease stays as it is. */
    public void begin(Job job) {
        states.begin(job);
    }

    /** The start checks failed: due again after a while, but not later than the start window's end. */
    public void postpone(Job job, Duration every, Exception why) {
        states.postpone(job, every, why);
    }

    /** The capture failed: due again after a while; after so many tries FAILED. A job not yet begun is FAILED at once. */
    public void retryCapture(Job job, int tries, Duration every, Exception why) {
        states.retryCapture(job, tries, every, why);
    }

    /** A window closed on a job that has no backup. @param reason {@code START_WINDOW} or {@code COMPLETION_WINDOW} */
    public void expire(Job job, String reason) {
        states.expire(job, reason);
    }

    /** An error that a further try cannot mend. */
    public void fail(Job job, Exception why) {
        states.fail(job, why);
    }

    /** The plan's own command says that this firing is to be left out: ABORTED. @param why with its words */
    public void skip(Job job, Exception why) {
        states.skip(job, why);
    }

    /** Something a person should look at, though the backup is not touched by it: an event, and the outcome tells it. */
    public void caution(Job job, Exception why) {
        states.caution(job, why);
    }

    /**
     * The backup was committed: the capture's place is free, and a copy for each target is due.
     *
     * @param complete whether it holds all that the plan promises; if not, the job can end no better than PARTIAL
     * @param summary what was captured, for the events
     */
    public void captured(Job job, String backup, boolean complete, String summary) {
        captured(job, new Captured(backup, complete, summary, List.of()));
    }

    /** The same, with what each source came to: a sudden change raises an alarm. */
    public void captured(Job job, Captured what) {
        states.captured(job, what, Optional.ofNullable(plans.get(job.plan())));
    }

    /**
     * A person says that a job's sudden change of size is right.
     *
     * @param by who
     * @return the job
     * @throws NoSizeAlarmException if it has no open size alarm
     */
    public Job acceptSize(long id, String by) {
        Job job = get(id);
        int percent =
                Optional.ofNullable(plans.get(job.plan())).map(Plan::sizeAlarm).orElse(0);
        new SizeAlarms(catalogue, clock).accept(id, percent, by);
        return job;
    }

    /** Ends a captured job whose copies are all settled. @return true for the one caller that ended it */
    public boolean settle(Job job) {
        return catalogue.inTransaction(h -> endings.settle(h, job.id())).isPresent();
    }

    /**
     * Ends a captured job as PARTIAL when all that it waits for is a later try of copies that failed; for a process that
     * will not be there to make it. The copies stay due.
     *
     * @return true for the one caller that ended it
     */
    public boolean leave(Job job) {
        return catalogue.inTransaction(h -> endings.leave(h, job.id())).isPresent();
    }

    /**
     * Ends what nobody else ends: jobs past their completion window, jobs that a crash kept from being settled, and
     * cancelled ones that nobody works on.
     *
     * @return those that this call ended, as they are now
     */
    public List<Job> overdue() {
        return endings.overdue();
    }

    /**
     * Cancels a job: ABORTING until whoever works on it has stopped, then ABORTED; copies that are verified stay.
     *
     * @param by who asked for it
     * @return the job as it is now
     * @throws WrongStateException if it has ended
     */
    public Job cancel(long id, String by) {
        return new Cancellation(catalogue, clock, leases, endings).cancel(id, by);
    }

    /** The work stopped because it was asked to: a cancelled job is ABORTED, one cut off by a shutdown is due at once. */
    public void stopped(Job job) {
        states.stopped(job);
    }

    /**
     * Whoever worked on a job has gone. If that was reported, nothing changes; if not, since an error handler failed, it
     * is among {@link #brokenOff} from now on.
     *
     * @param why what failed last; {@code null} if nothing did
     */
    public void workEnded(Job job, Exception why) {
        job.lease().ifPresent(lease -> leases.brokenOff(lease.token(), BrokenOffException.words(why)));
    }

    /** The jobs that this node holds and nobody works on, without anything having been reported of them. */
    public List<Job> brokenOff() {
        return states.brokenOff();
    }

    /** Makes a job that broke off due again, as {@link #postpone} or {@link #retryCapture} would have. */
    public void takeBack(Job job, int tries, Duration every) {
        states.takeBack(job, tries, every);
    }

    /** Asks everything that is under way on this node to stop, and takes up nothing more; for the shutdown. */
    public void stop(String why) {
        leases.stopAll(why);
    }

    /** Takes up nothing more until {@link #resume}; what is under way goes on. */
    public void holdBack() {
        leases.holdBack();
    }

    /** Takes up work again, after {@link #holdBack} or {@link #stop}. */
    public void resume() {
        leases.resume();
    }

    /** How many captures are under way on this node. */
    public long capturing() {
        return queue.capturing();
    }

    /** How many copies are under way on this node. */
    public long carrying() {
        return queue.carrying();
    }

    /** To be asked between chunks: stops for a cancel, a deadline, a shutdown, or when the lease was lost. */
    public StopSignal stopSignal(Job job) {
        return leases.signal(
                job.lease().orElseThrow(() -> new LeaseLostException("job " + job.id())), "job " + job.id());
    }

    /** To be asked right before a manifest is written: the same, and the catalogue must agree. */
    public StopSignal leaseCheck(Job job) {
        StopSignal local = stopSignal(job);
        return () -> {
            local.check();
            states.requireCapturing(job);
        };
    }

    /** Writes something that is worth knowing to a job's events; its state stays as it is. */
    public void remark(long id, String message) {
        catalogue.useTransaction(
                h -> Event.append(h, Times.now(clock), id, JobRows.lock(h, id).state(), FailureText.masked(message)));
    }

    /** Clocks of targets are not where ours is: an event of the job, and a notice. @param why in words, for the event */
    public void clocksDiffer(long id, ClockDifferences clocks, Exception why) {
        states.clocksDiffer(id, clocks, why);
    }

    /** A cycle is gone from a place. @param job whose end it went at; @param place a target's name, or the repository's */
    public void discarded(long job, String plan, String cycle, String place, long objects) {
        catalogue.useTransaction(h -> h.createUpdate("INSERT INTO discard (plan, cycle, place, at, objects)"
                        + " VALUES (:plan, :cycle, :place, :now, :objects)")
                .bind("plan", plan)
                .bind("cycle", cycle)
                .bind("place", place)
                .bind("now", Times.now(clock))
                .bind("objects", objects)
                .execute());
        remark(
                job,
                "discarded cycle " + cycle + " at " + place + ": " + objects
                        + " object(s); a newer one stands in its place");
    }

    /** The copies of a cycle at a target are gone, with the cycle: DISCARDED. */
    public void discardCopies(String plan, String cycle, String target) {
        catalogue.useTransaction(h -> CopyRows.ofCycle(h, plan, cycle, target).forEach(copy -> {
            JobRows.lock(h, copy.job());
            CopyRows.free(h, copy.id(), CopyState.DISCARDED, Optional.empty(), DISCARDED);
            Event.append(h, Times.now(clock), copy, CopyState.DISCARDED, DISCARDED);
        }));
    }

    /** The repository gives a cycle up: what waits for a disk that is away and is of it will never be sent. DISCARDED. */
    public void discardAway(String plan, String cycle) {
        catalogue.useTransaction(h -> CopyRows.away(h, plan, cycle).forEach(listed -> {
            JobRows.lock(h, listed.job());
            Copy copy = CopyRows.get(h, listed.id());
            // the disk was connected meanwhile, and somebody is on the way to it
            if (!copy.away()
                    || copy.state() != CopyState.WAITING
                    || copy.lease().isPresent()) {
                return;
            }
            CopyRows.free(h, copy.id(), CopyState.DISCARDED, Optional.empty(), NEVER_CONNECTED);
            Event.append(h, Times.now(clock), copy, CopyState.DISCARDED, NEVER_CONNECTED);
        }));
    }

    public Optional<Job> find(long id) {
        return catalogue.inTransaction(h -> JobRows.find(h, id));
    }

    /** @throws UnknownJobException if there is none */
    public Job get(long id) {
        return find(id).orElseThrow(() -> new UnknownJobException(id));
    }

    /** The same job as it is now. */
    public Job current(Job job) {
        return get(job.id());
    }

    /** The job that a copy belongs to, as it is now. */
    public Job of(Copy copy) {
        return get(copy.job());
    }

    /** The jobs of one plan or of all, newest first. */
    public List<Job> list(Optional<String> plan, int most) {
        return catalogue.inTransaction(h -> JobRows.list(h, plan, most));
    }

    /** What happened to a job and its copies, in order. */
    public List<Event> events(long id) {
        return catalogue.inTransaction(h -> Event.of(h, id));
    }

    /** A job's copies, one for each target; none before its capture was committed. */
    public List<Copy> copies(long id) {
        return catalogue.inTransaction(h -> CopyRows.ofJob(h, id));
    }
}
