package org.caravana;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.caravana.cli.CatalogueLock;
import org.caravana.cli.Home;
import org.caravana.cli.JobControl;
import org.caravana.cli.JobRecords;
import org.caravana.cli.Operations;
import org.caravana.cli.Version;
import org.caravana.config.InvalidSettingsException;
import org.caravana.config.Problem;
import org.caravana.config.Settings;
import org.caravana.demo.Demonstration;
import org.caravana.job.AdoptedJobs;
import org.caravana.repository.Manifest;
import org.caravana.restore.SealedBackup;
import org.caravana.target.AdoptedObjects;
import org.caravana.target.Marks;
import org.caravana.target.SuspectObjects;
import org.caravana.target.TargetStore;
import org.caravana.target.WriteProbes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the command line needs the routes for. */
public final class CamelOperations implements Operations {
    private static final Logger LOG = LoggerFactory.getLogger(CamelOperations.class);
    private static final String PLAN = "plan.";
    /** How much of what was fetched from a target is kept at hand: a few packs. */
    private static final long FETCHED_BYTES = 512L << 20;

    @Override
    public void serve(Home home, CatalogueLock lock) throws Exception {
        LOG.info("caravana {} starts with {}", Version.number(), home.settingsFile());
        try (Service service = Service.start(home, lock, Clock.systemUTC())) {
            Runtime.getRuntime().addShutdownHook(new Thread(service::close, "shutdown"));
            Running running = service.running();
            LOG.info("ready: {} plan(s), {}", running.settings().plans().size(), running.address());
            running.tellFirings();
            service.look();
        }
    }

    @Override
    public JobControl start(Home home, CatalogueLock lock) throws Exception {
        Setup setup = Setup.read(home);
        Ledger ledger = Ledger.open(setup.settings(), Clock.systemUTC());
        try {
            return new LocalControl(Running.command(setup, lock, ledger), ledger);
        } catch (Exception e) {
            ledger.close();
            throw e;
        }
    }

    @Override
    public JobRecords records(Home home, CatalogueLock lock) throws Exception {
        Setup setup = Setup.read(home);
        Clock clock = Clock.systemUTC();
        return new LocalRecords(setup, Ledger.open(setup.settings(), clock), clock, lock.token());
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
        SuspectObjects suspects = new SuspectObjects(settings, target);
        return new OpenStore() {
            @Override
            public TargetStore store() {
                return store;
            }

            @Override
            public Optional<List<SealedBackup>> sealed() throws IOException {
                return store.sealed();
            }

            @Override
            public boolean suspect(String object) throws IOException {
                return suspects.note(object);
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
    public int adopt(Home home, CatalogueLock lock, String target, String plan, List<Manifest> backups)
            throws Exception {
        Settings settings = home.settings();
        AdoptedObjects.note(settings, target, backups);
        try (Ledger ledger = Ledger.open(settings, Clock.systemUTC())) {
            return new AdoptedJobs(ledger.catalogue(), Clock.systemUTC())
                    .record(settings.plans().get(plan), backups, target);
        }
    }

    @Override
    public List<Answer> check(Home home) throws Exception {
        Settings settings = home.settings();
        List<Answer> answers =
                new ArrayList<>(routes(new Setup(settings, home.reader().placeholders(), home.routes())));
        try (CamelNode node = places(home, settings).start()) {
            WriteProbes probes = node.context().getRegistry().findSingleByType(WriteProbes.class);
            answers.addAll(new Reachability(settings, node.producer(), probes).answers());
        }
        return answers;
    }

    /** Whether the service would start with the routes as they are. */
    private static List<Answer> routes(Setup setup) throws SQLException {
        Clock clock = Clock.systemUTC();
        try (Ledger ledger = Ledger.forRehearsal(setup.settings(), clock)) {
            CamelNode.rehearse(setup, new Wiring(setup.settings(), clock, "", ledger).beans());
            return List.of(new Answer("routes", setup.routes().toString(), true, "can be started", ""));
        } catch (InvalidSettingsException e) {
            return e.problems().stream()
                    .map(problem -> answer(problem, setup.routes()))
                    .toList();
        }
    }

    private static Answer answer(Problem problem, Path routes) {
        String key = problem.key();
        if (key.startsWith(PLAN)) {
            return new Answer("plan", key.substring(PLAN.length()), false, problem.what(), problem.hint());
        }
        String where = key.equals(Refusal.ROUTES) ? routes.toString() : routes + ", " + key;
        return new Answer("routes", where, false, problem.what(), problem.hint());
    }

    @Override
    public List<Answer> mark(Home home, List<String> targets, String object, Optional<String> content)
            throws Exception {
        Settings settings = home.settings();
        try (CamelNode node = places(home, settings).start()) {
            Marks marks = new Marks(node.producer(), settings.work());
            return targets.stream()
                    .map(name -> mark(marks, settings.targets().get(name), object, content))
                    .toList();
        }
    }

    private static Answer mark(Marks marks, Settings.Target target, String object, Optional<String> content) {
        try {
            if (content.isPresent()) {
                marks.put(target, object, content.get());
            } else {
                marks.delete(target, object);
            }
            return new Answer("target", target.name(), true, content.isPresent() ? "pinned" : "not pinned", "");
        } catch (CaravanaException e) {
            return new Answer("target", target.name(), false, e.what(), e.hint());
        } catch (IOException e) {
            return new Answer("target", target.name(), false, e.toString(), "");
        }
    }

    private static CamelNode places(Home home, Settings settings) throws Exception {
        return new CamelNode(
                        CamelNode.Role.PLACES,
                        home.routes(),
                        settings,
                        home.reader().placeholders())
                .bind(Wiring.databases(settings));
    }

    @Override
    public boolean demo(Home home, Optional<Path> folder, boolean keep) throws Exception {
        Path root =
                folder.isPresent() ? Files.createDirectories(folder.get()) : Files.createTempDirectory("caravana-demo");
        PrintWriter out = new PrintWriter(System.out, true);
        return new Demonstration(this, home.routes(), root.toRealPath(), keep, out).run();
    }
}
