package org.caravana;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.caravana.cli.CatalogueLock;
import org.caravana.cli.Home;
import org.caravana.config.InvalidSettingsException;
import org.caravana.job.Copy;
import org.caravana.job.CopyState;
import org.caravana.job.CopyStates;
import org.caravana.job.Job;
import org.caravana.job.Jobs;
import org.caravana.job.LeaseLostException;
import org.caravana.repository.StoppedException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The real routes, except that nothing is picked up by itself: the tests take jobs up, so that they know what runs. */
class ServiceTest {
    private static final String SETTINGS = """
            office.zone=America/Sao_Paulo
            office.language=en
            repository=repository
            directory.systems.path=systems
            target.annex.type=directory
            target.annex.path=annex
            plan.inprev-nightly.sources=systems
            plan.inprev-nightly.targets=annex
            plan.inprev-nightly.schedule=0 0 19 ? * MON-SAT
            web.port=0
            retry.start-every=10m
            """;
    private static final String STORE = """
            plan.store-monthly.sources=systems
            plan.store-monthly.targets=annex
            plan.store-monthly.schedule=0 0 23 4 * ?
            """;

    @TempDir
    Path folder;

    private final LaterClock clock = new LaterClock();
    private CatalogueLock lock;
    private Service service;
    private final List<Runnable> atTheEnd = new ArrayList<>();

    /** The real time, and more when a test says so. */
    private static final class LaterClock extends Clock {
        private volatile Duration later = Duration.ZERO;

        @Override
        public java.time.Instant instant() {
            return Clock.systemUTC().instant().plus(later);
        }

        @Override
        public java.time.ZoneId getZone() {
            return java.time.ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }

    @BeforeEach
    void install() throws Exception {
        Path routes = Path.of("routes");
        try (Stream<Path> files = Files.walk(routes)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path to = routes().resolve(routes.relativize(file).toString());
                Files.createDirectories(to.getParent());
                Files.copy(file, to);
            }
        }
        Files.delete(routes().resolve("job/pick-up-due.camel.yaml"));
        Files.createDirectories(folder.resolve("systems"));
        Files.createDirectories(folder.resolve("annex"));
        settings(SETTINGS + STORE);
    }

    private Path routes() {
        return folder.resolve("routes");
    }

    private Path plan(String name) {
        return routes().resolve("plans/" + name + ".camel.yaml");
    }

    private void settings(String text) throws Exception {
        Files.writeString(folder.resolve("application.properties"), text);
    }

    private void start() throws Exception {
        lock = CatalogueLock.tryAcquire(folder.resolve("data")).orElseThrow();
        Home home = new Home(folder, folder.resolve("application.properties"), Map.of());
        service = Service.start(home, lock, clock);
    }

    /** Two looks: what was the same at both is a finished edit. */
    private void look() throws Exception {
        service.round();
        service.round();
    }

    private Jobs jobs() {
        return service.running().wiring().jobs();
    }

    /** Takes up what is due; nobody works on it, and it is laid down when the test ends. */
    private List<Job> take() {
        List<Job> due = jobs().takeDue();
        atTheEnd.add(() -> due.forEach(job -> jobs().stopped(job)));
        return due;
    }

    private List<Copy> carry() {
        List<Copy> due = jobs().takeDueCopies();
        atTheEnd.add(() -> due.forEach(this::layDown));
        return due;
    }

    private void layDown(Copy copy) {
        try {
            copyStates().stopped(copy);
        } catch (LeaseLostException e) {
            // the test did so itself
        }
    }

    private CopyStates copyStates() {
        return (CopyStates) service.running().wiring().beans().get("copyStates");
    }

    private String setting(String key) {
        return service.running().node().context().resolvePropertyPlaceholders("{{" + key + "}}");
    }

    @AfterEach
    void stop() throws Exception {
        atTheEnd.forEach(Runnable::run);
        if (service != null) {
            service.close();
        }
        lock.close();
    }

    @Test
    void editedSettingsAreTakenOverAndTheOldRoutesAreGone() throws Exception {
        start();
        Running before = service.running();
        look();
        assertThat(service.running()).as("nothing was edited").isSameAs(before);

        settings((SETTINGS + STORE).replace("10m", "3m"));
        look();

        assertThat(setting("retry.start-every")).isEqualTo("3m");
        assertThat(before.node().context().isStopped()).isTrue();
        assertThat(service.state()).startsWith("in use since");
        assertThat(Files.readString(folder.resolve("data/caravana.lock")))
                .contains("port=" + service.running().port());
    }

    @Test
    void anEditWaitsForTheEndOfACaptureAndNothingNewIsTakenUp() throws Exception {
        start();
        jobs().request("inprev-nightly");
        Job capturing = take().get(0);
        jobs().request("store-monthly");
        Running before = service.running();

        settings((SETTINGS + STORE).replace("10m", "3m"));
        look();

        assertThat(service.running()).isSameAs(before);
        assertThat(service.state()).contains("waiting for a safe point");
        jobs().stopSignal(capturing).check();
        jobs().stopped(capturing);
        assertThat(take()).isEmpty();
        service.round();
        assertThat(setting("retry.start-every")).isEqualTo("3m");
        assertThat(take()).as("work goes on").isNotEmpty();
    }

    @Test
    void aLongCaptureDoesNotKeepOtherJobsFromStartingForLong() throws Exception {
        Files.createDirectories(folder.resolve("other"));
        String own = STORE.replace("sources=systems", "sources=other") + "directory.other.path=other\n";
        settings(SETTINGS + own);
        start();
        jobs().request("inprev-nightly");
        take();
        jobs().request("store-monthly");
        settings((SETTINGS + own).replace("10m", "3m"));
        look();
        assertThat(take()).isEmpty();

        clock.later = Service.PATIENCE.plusSeconds(1);
        service.round();

        assertThat(take()).extracting(Job::plan).containsExactly("store-monthly");
        assertThat(service.state()).contains("waiting for a safe point");
    }

    @Test
    void aCopyStopsAtItsNextObjectAndGoesOnUnderTheNewSettings() throws Exception {
        start();
        jobs().request("inprev-nightly");
        Job job = take().get(0);
        jobs().begin(job);
        jobs().captured(job, "20261102T220003Z", true, "captured");
        Copy copy = carry().get(0);
        CopyStates copies = (CopyStates) service.running().wiring().beans().get("copyStates");

        settings((SETTINGS + STORE).replace("10m", "3m"));
        look();

        assertThatThrownBy(() -> copies.stopSignal(copy).check())
                .isInstanceOf(StoppedException.class)
                .hasMessageContaining("edited settings");
        assertThat(setting("retry.start-every")).isEqualTo("10m");
        copies.stopped(copy);
        service.round();
        assertThat(setting("retry.start-every")).isEqualTo("3m");
        assertThat(carry()).extracting(Copy::state).containsExactly(CopyState.WAITING);
    }

    @Test
    void aBrokenEditKeepsTheOldSetAndSaysWhatIsWrong() throws Exception {
        start();
        Running before = service.running();
        Path route = routes().resolve("job/start-job.camel.yaml");
        String right = Files.readString(route);

        Files.writeString(route, right.replace("capture-failure", "capture-failur"));
        look();
        assertThat(service.state()).contains("not taken over", "route start-job", "'capture-failur'");

        Files.writeString(route, right + "    :::\n");
        look();
        assertThat(service.state()).contains("not taken over", "start-job.camel.yaml");

        Files.writeString(route, right);
        settings(SETTINGS + STORE.replace("sources=systems", "sources=systms"));
        look();
        assertThat(service.state()).contains("not taken over", "plan.store-monthly.sources", "systms");
        settings(SETTINGS + STORE + "data=elsewhere\njob.lease=1h\n");
        look();
        assertThat(service.state()).contains("not taken over", "data: was changed", "job.lease", "restart");
        assertThat(service.running()).isSameAs(before);
        assertThat(before.node().context().isStarted()).isTrue();

        settings(SETTINGS + STORE);
        look();
        assertThat(service.state()).startsWith("in use since");
    }

    @Test
    @Timeout(90)
    void aTargetThatIsSilentWhenItIsAskedDoesNotHoldTheEnd() throws Exception {
        Path secret = Files.writeString(folder.resolve("secret"), "secret");
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            settings(SETTINGS + STORE + """
                    target.cloud.type=s3
                    target.cloud.bucket=inprev
                    target.cloud.endpoint=http://127.0.0.1:%d
                    target.cloud.path-style=true
                    target.cloud.access-key=access
                    target.cloud.secret-key-file=secret
                    camel.main.shutdownTimeout=600
                    """.formatted(silent.getLocalPort()));
            start();
            Running before = service.running();
            try (Socket asked = silent.accept()) {
                service.close();

                assertThat(before.node().context().isStopped()).isTrue();
                assertThat(asked.getInputStream()).isNotEmpty();
            }
        }
    }

    @Test
    void aDeletedPlanFiresNoMore() throws Exception {
        start();
        settings(SETTINGS);
        look();
        assertThat(service.state())
                .contains("not taken over", "routes/plans/store-monthly.camel.yaml", "no plan.store-monthly.schedule");
        assertThat(service.running().node().context().getRoute("store-monthly")).isNotNull();

        Files.delete(plan("store-monthly"));
        look();

        assertThat(service.state()).startsWith("in use since");
        assertThat(service.running().node().context().getRoute("store-monthly")).isNull();
        assertThat(service.running().node().context().getRoute("inprev-nightly"))
                .isNotNull();
    }

    @Test
    void aSetThatDoesNotStartIsTakenBack() throws Exception {
        start();
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            settings((SETTINGS + STORE).replace("10m", "3m").replace("web.port=0", "web.port=" + taken.getLocalPort()));
            look();
        }
        assertThat(service.state()).contains("not taken over", "web.port");
        assertThat(setting("retry.start-every")).isEqualTo("10m");
        assertThat(service.running().node().context().isStarted()).isTrue();
    }

    @Test
    void aPlansFileWithoutSettingsIsNamedAtTheStart() throws Exception {
        settings(SETTINGS);
        assertThatThrownBy(this::start)
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContainingAll(
                        "routes/plans/store-monthly.camel.yaml", "plan.store-monthly.schedule", "delete the file");
    }

    @Test
    void aPlanWithoutAFileIsNamedAtTheStart() throws Exception {
        Files.delete(plan("store-monthly"));
        assertThatThrownBy(this::start)
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContainingAll("plan.store-monthly", "no routes/plans/store-monthly.camel.yaml");
    }

    @Test
    void aRouteOfTheUsersRunsAPlanAndCancelsTheJob() throws Exception {
        Files.writeString(routes().resolve("control/night-desk.camel.yaml"), """
                - route:
                    id: night-desk
                    description: Runs a plan and thinks better of it
                    routeConfigurationId: called
                    from:
                      uri: direct:night-desk
                      steps:
                        - to: direct:run-now
                        - setBody: { simple: "${body.id}" }
                        - to: direct:cancel-job
                """);
        start();
        Job job = service.running().node().producer().requestBody("direct:night-desk", "inprev-nightly", Job.class);
        assertThat(job.state()).hasToString("ABORTED");
        assertThat(List.copyOf(jobs().events(job.id())))
                .anyMatch(e -> e.message().contains("cancelled by a route"));
    }
}
