package org.caravana;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import org.caravana.cli.CatalogueLock;
import org.caravana.cli.Home;
import org.caravana.cli.JobControl;
import org.caravana.cli.Operations;
import org.caravana.config.Settings;
import org.caravana.demo.Demonstration;
import org.caravana.target.TargetStore;
import org.caravana.web.HawtioConsole;
import org.caravana.web.Metrics;
import org.caravana.web.WebProperties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the command line needs the routes for. */
public final class CamelOperations implements Operations {
    private static final Logger LOG = LoggerFactory.getLogger(CamelOperations.class);
    /** How much of what was fetched from a target is kept at hand: a few packs. */
    private static final long FETCHED_BYTES = 512L << 20;

    private static final String PORT = "camel.server.port";

    @Override
    public void serve(Home home, CatalogueLock lock) throws Exception {
        Running running = start(home, home.settings(), lock, CamelNode.Role.SERVICE);
        Runtime.getRuntime().addShutdownHook(new Thread(running::close, "shutdown"));
        LOG.info("ready: {} plan(s), {}", running.settings().plans().size(), running.address());
        new CountDownLatch(1).await();
    }

    @Override
    public JobControl start(Home home, CatalogueLock lock) throws Exception {
        return new LocalControl(start(home, home.settings(), lock, CamelNode.Role.COMMAND));
    }

    private static Running start(Home home, Settings settings, CatalogueLock lock, CamelNode.Role role)
            throws Exception {
        Map<String, String> properties = new TreeMap<>(home.reader().placeholders());
        // a command answers its fellows on any port, since the service's may be taken by something else
        Settings.Web web = role == CamelNode.Role.SERVICE ? settings.web() : anyPort(settings.web());
        properties.putAll(WebProperties.of(web, settings.data(), lock.token()));
        Wiring wiring = new Wiring(settings, Clock.systemUTC(), lock.token());
        try {
            wiring.jobs().freeEarlierLives();
            CamelNode node = new CamelNode(role, home.routes(), settings, properties, wiring.beans()).start();
            if (role == CamelNode.Role.SERVICE) {
                PlanRoutes.requireAll(node.context(), settings.plans().keySet());
            }
            HawtioConsole.install(node.context());
            watch(settings, wiring, node);
            int port = Integer.parseInt(properties.get(PORT));
            lock.tell(port);
            return new Running(settings, wiring, node, "http://" + web.host() + ":" + port);
        } catch (Exception e) {
            wiring.close();
            throw e;
        }
    }

    private static void watch(Settings settings, Wiring wiring, CamelNode node) throws Exception {
        MeterRegistry registry = node.context().getRegistry().findSingleByType(MeterRegistry.class);
        new Metrics(wiring.figures())
                .register(
                        registry, settings.plans().keySet(), settings.targets().keySet());
    }

    private static Settings.Web anyPort(Settings.Web web) {
        return new Settings.Web(web.host(), 0, web.user(), web.password());
    }

    @Override
    public OpenStore target(Home home, String target, Optional<Path> identity) throws Exception {
        Settings settings = home.settings();
        CamelNode node = places(home, settings).start();
        TargetStore store = new TargetStore(
                settings.targets().get(target),
                node.producer(),
                identity,
                settings.work().resolve("fetched"),
                FETCHED_BYTES);
        return new OpenStore() {
            @Override
            public TargetStore store() {
                return store;
            }

            @Override
            public void close() {
                try (node) {
                    store.close();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        };
    }

    @Override
    public List<Answer> check(Home home) throws Exception {
        Settings settings = home.settings();
        try (CamelNode node = places(home, settings).start()) {
            return new Reachability(settings, node.producer()).answers();
        }
    }

    private static CamelNode places(Home home, Settings settings) throws Exception {
        return new CamelNode(
                CamelNode.Role.PLACES,
                home.routes(),
                settings,
                home.reader().placeholders(),
                Wiring.databases(settings));
    }

    @Override
    public boolean demo(Home home, Optional<Path> folder, boolean keep) throws Exception {
        Path root =
                folder.isPresent() ? Files.createDirectories(folder.get()) : Files.createTempDirectory("caravana-demo");
        PrintWriter out = new PrintWriter(System.out, true);
        return new Demonstration(this, home.routes(), root.toRealPath(), keep, out).run();
    }
}
