package org.caravana;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.caravana.cli.CatalogueLock;
import org.caravana.cli.Home;
import org.caravana.config.Settings;
import org.caravana.job.Jobs;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The service: one set of settings and routes after another, over one catalogue.
 *
 * <p>An edited set is checked first; a bad one is told of and left. A good one waits for a safe point: no capture runs, and
 * copies have come to the end of an object, to go on under the new set. Meanwhile nothing new is taken up, but not for
 * longer than {@link #PATIENCE}, lest start windows close over it.
 */
final class Service implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofMinutes(10);

    private static final Logger LOG = LoggerFactory.getLogger(Service.class);
    private static final Duration SOON = Duration.ofMillis(500);

    private final Home home;
    private final CatalogueLock lock;
    private final Clock clock;
    private final LedgerOpening ledger;
    private final Edits edits;
    private final ClockJumps jumps;
    private final CountDownLatch ending = new CountDownLatch(1);
    private Setup inUse;
    private RouteCopy routesInUse;
    private Running running;
    private Optional<Setup> waiting = Optional.empty();
    private Instant waitingSince;
    private boolean patient;
    private volatile String state;
    private boolean closed;

    private Service(Home home, CatalogueLock lock, Clock clock) throws Exception {
        this.home = home;
        this.lock = lock;
        this.clock = clock;
        this.jumps = new ClockJumps(clock, System::nanoTime);
        edits = new Edits(home.settingsFile(), home.routes());
        inUse = Setup.read(home);
        routesInUse = RouteCopy.of(home.routes());
        state = "in use since " + clock.instant();
        ledger = LedgerOpening.begin(inUse.settings(), clock);
    }

    static Service start(Home home, CatalogueLock lock, Clock clock) throws Exception {
        Service service = new Service(home, lock, clock);
        try {
            service.running = service.run(service.inUse);
            return service;
        } catch (Exception e) {
            service.ledger.close();
            throw e;
        }
    }

    private Running run(Setup setup) throws Exception {
        return Running.service(setup, lock, ledger, this::state);
    }

    synchronized Running running() {
        return running;
    }

    /** Whether the settings and routes are those that lie there; if not, why. */
    String state() {
        return state;
    }

    /** Looks for edits until it is closed. */
    void look() throws Exception {
        while (!ending.await(pause().toMillis(), TimeUnit.MILLISECONDS)) {
            round();
        }
        close();
    }

    private synchronized Duration pause() {
        Duration every = inUse.settings().jobs().lookEvery();
        return waiting.isPresent() && patient && every.compareTo(SOON) > 0 ? SOON : every;
    }

    /** One look. */
    synchronized void round() throws Exception {
        if (closed) {
            return;
        }
        if (jumps.jumped()) {
            running.wiring().jobs().missed();
        }
        if (edits.finished()) {
            consider();
        }
        if (waiting.isPresent() && safe()) {
            takeOver(waiting.get());
        }
    }

    private void consider() {
        forget();
        try {
            Setup setup = Setup.read(home);
            Ledger.requireSame(inUse.settings(), setup.settings());
            CamelNode.rehearse(setup, new Wiring(setup.settings(), clock, lock.token(), ledger.get()).beans());
            waiting = Optional.of(setup);
            waitingSince = clock.instant();
            patient = true;
            state = "edited and checked at " + waitingSince + ", waiting for a safe point";
            LOG.info("settings or routes were edited and are right; they are taken over when no capture runs");
        } catch (Exception e) {
            refuse(e);
        }
    }

    /** What waited is not what lies there any more. */
    private void forget() {
        waiting = Optional.empty();
        running.wiring().jobs().resume();
    }

    private void refuse(Exception why) {
        forget();
        String reason = Refusal.words(why);
        state = "edited but not taken over: " + reason;
        LOG.error("settings or routes were edited but not taken over, the old ones hold: {}", reason);
        running.tell(reason);
    }

    private boolean safe() {
        Jobs jobs = running.wiring().jobs();
        jobs.holdBack();
        if (jobs.capturing() > 0) {
            waitOn(jobs);
            return false;
        }
        jobs.stop("edited settings are taken over");
        return jobs.carrying() == 0;
    }

    private void waitOn(Jobs jobs) {
        if (patient && clock.instant().isAfter(waitingSince.plus(PATIENCE))) {
            patient = false;
            LOG.warn("edited settings still wait for the end of a capture; due jobs are started meanwhile");
        }
        if (!patient) {
            jobs.resume();
        }
    }

    private void takeOver(Setup setup) throws Exception {
        if (!edits.asConsidered()) {
            forget();
            return;
        }
        LOG.info("taking edited settings and routes over");
        RouteCopy routes = RouteCopy.of(setup.routes());
        running.stop();
        try {
            running = run(setup);
            inUse = setup;
            routesInUse = routes;
            state = "in use since " + clock.instant();
            waiting = Optional.empty();
            LOG.info("taken over: {} plan(s), {}", setup.settings().plans().size(), running.address());
            running.tellFirings();
        } catch (Exception e) {
            goBack();
            refuse(e);
        } finally {
            running.wiring().jobs().resume();
        }
    }

    /** The new set was right and yet did not start, for example since its port is taken. */
    private void goBack() throws Exception {
        Settings before = inUse.settings();
        running = run(inUse.withRoutes(routesInUse.writeTo(before.work())));
    }

    @Override
    public void close() {
        ending.countDown();
        synchronized (this) {
            if (!closed) {
                closed = true;
                LOG.info("stopping");
                running.close();
                ledger.close();
                LOG.info("stopped");
            }
        }
    }
}
