package org.caravana;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.management.JMException;
import org.apache.camel.spi.InflightRepository;
import org.caravana.cli.CatalogueLock;
import org.caravana.config.Settings;
import org.caravana.plan.Plan;
import org.caravana.target.TargetLines;
import org.caravana.web.HawtioConsole;
import org.caravana.web.JobControl;
import org.caravana.web.Metrics;
import org.caravana.web.NoticePage;
import org.caravana.web.PlansHealth;
import org.caravana.web.WebProperties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The routes, started, over a catalogue that outlives them.
 *
 * @param port where it is watched, and answers commands
 * @param management what JMX shows of a service
 */
record Running(Settings settings, Wiring wiring, CamelNode node, int port, Optional<JobControl> management)
        implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Running.class);
    private static final DateTimeFormatter FIRING =
            DateTimeFormatter.ofPattern("EEE yyyy-MM-dd HH:mm z", Locale.ENGLISH);
    private static final String PORT = "camel.server.port";
    private static final String PICK_UP = "job.pick-up-every";
    /** Somebody waits for a command's one job. */
    private static final String SOON_MILLIS = "100";

    private static final String STOPPING = "caravana is stopping";
    private static final Duration LOOK = Duration.ofMillis(50);
    /** How long a process that is to end waits for a chunk or an object; well below what systemd gives it. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    /** How long what was already written to a target's line may take to pass, before the connection is broken. */
    private static final Duration PASSING = Duration.ofSeconds(3);

    /**
     * Starts what the setup says; what fails leaves nothing running.
     *
     * @param ledger asked for when the routes were read
     * @param state of the settings, in words
     */
    static Running service(Setup setup, CatalogueLock lock, Supplier<Ledger> ledger, Supplier<String> state)
            throws Exception {
        Settings settings = setup.settings();
        return start(
                setup,
                WebProperties.of(settings.web(), settings.data(), lock.token()),
                lock,
                ledger,
                CamelNode.Role.SERVICE,
                Optional.of(state));
    }

    /** The same for a command, which nobody watches, and whose one job somebody waits for. */
    static Running command(Setup setup, CatalogueLock lock, Ledger ledger) throws Exception {
        Settings settings = setup.settings();
        Map<String, String> properties = WebProperties.control(settings.web(), settings.data(), lock.token());
        properties.put(PICK_UP, SOON_MILLIS);
        return start(setup, properties, lock, () -> ledger, CamelNode.Role.COMMAND, Optional.empty());
    }

    private static Running start(
            Setup setup,
            Map<String, String> own,
            CatalogueLock lock,
            Supplier<Ledger> ledger,
            CamelNode.Role role,
            Optional<Supplier<String>> watched)
            throws Exception {
        Settings settings = setup.settings();
        Map<String, String> properties = new TreeMap<>(setup.placeholders());
        properties.putAll(own);
        CamelNode node = new CamelNode(role, setup.routes(), settings, properties).read();
        try {
            Wiring wiring = new Wiring(settings, Clock.systemUTC(), lock.token(), ledger.get());
            node.bind(wiring.beans());
            watched.ifPresent(state -> node.bind(Map.of("plansHealth", health(settings, wiring, state))));
            wiring.jobs().freeEarlierLives();
            node.start();
            int port = Integer.parseInt(properties.get(PORT));
            Optional<JobControl> management = Optional.empty();
            if (watched.isPresent()) {
                management = Optional.of(watch(settings, wiring, node, watched.get()));
            }
            lock.tell(port);
            return new Running(settings, wiring, node, port, management);
        } catch (Exception e) {
            node.close();
            throw e;
        }
    }

    private static PlansHealth health(Settings settings, Wiring wiring, Supplier<String> state) {
        return new PlansHealth(settings.plans().values(), wiring.jobs(), wiring.figures(), Clock.systemUTC(), state);
    }

    private static JobControl watch(Settings settings, Wiring wiring, CamelNode node, Supplier<String> state)
            throws JMException {
        HawtioConsole.install(node.context());
        NoticePage.install(node.context());
        MeterRegistry registry = node.context().getRegistry().findSingleByType(MeterRegistry.class);
        new Metrics(wiring.figures())
                .register(
                        registry, settings.plans().keySet(), settings.targets().keySet());
        return JobControl.register(wiring.jobs(), wiring.figures(), state);
    }

    /** Where it is watched. */
    String address() {
        return "http://" + settings.web().host() + ":" + port;
    }

    /** Tells the log when each plan fires next. */
    void tellFirings() {
        settings.plans().values().forEach(plan -> LOG.info("plan {} fires next: {}", plan.name(), nextFiring(plan)));
    }

    private String nextFiring(Plan plan) {
        Optional<String> time = wiring.jobs()
                .nextFiring(plan.name())
                .map(firing -> FIRING.format(firing.atZone(plan.schedule().zone())));
        Optional<String> file = plan.watched().map(files -> "with a file " + files);
        String words = Stream.of(time, file).flatMap(Optional::stream).collect(Collectors.joining(", or "));
        return words.isEmpty() ? "never" : words;
    }

    /** Whether nothing is being captured or copied. */
    boolean idle() {
        return wiring.jobs().capturing() == 0 && wiring.jobs().carrying() == 0;
    }

    /** Whether what follows a job's end is under way: old cycles go, people are told. */
    boolean finishing() {
        InflightRepository inflight = node.context().getInflightRepository();
        return inflight.size("copy-to-target") > 0 || inflight.size("finish-job") > 0;
    }

    /**
     * Stops what is under way at the next chunk, or in the middle of an object's journey, then the routes: the last states
     * are kept. What was written to a thin line is given a moment to pass, then the connections are broken. What does not
     * come to such a point in time is left to end with the process, for an interrupt could break more than it ends.
     */
    @Override
    public void close() {
        wiring.jobs().stop(STOPPING);
        lines().cut(STOPPING);
        if (!idleWithin(PASSING)) {
            lines().sever();
        }
        if (idleWithin(PATIENCE.minus(PASSING))) {
            stop();
        } else {
            hide();
            wiring.ledger().unsettled();
            LOG.warn(
                    "cut off after {} s: {} capture(s) and {} copies go on at the next start",
                    PATIENCE.toSeconds(),
                    wiring.jobs().capturing(),
                    wiring.jobs().carrying());
        }
    }

    private TargetLines lines() {
        return node.context().getRegistry().findSingleByType(TargetLines.class);
    }

    private boolean idleWithin(Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        while (!idle() && System.nanoTime() < end) {
            LockSupport.parkNanos(LOOK.toNanos());
        }
        return idle();
    }

    /** Tells IT support that edited settings were not taken over. */
    void tell(String reason) {
        wiring.notices().refused(reason);
        node.producer().asyncSendBody("seda:report-outcome", null);
    }

    /**
     * Stops the routes, waiting for what passes through them, but not for a target that is asked whether it answers; for when
     * nothing is captured or copied.
     */
    void stop() {
        lines().askNoMore();
        node.close();
        hide();
    }

    private void hide() {
        try {
            if (management.isPresent()) {
                management.get().close();
            }
        } catch (JMException e) {
            throw new IllegalStateException("the JMX bean cannot be taken back", e);
        }
    }
}
