package org.caravana;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.caravana.cli.CatalogueLock;
import org.caravana.cli.Home;
import org.caravana.config.InvalidSettingsException;
import org.caravana.job.Event;
import org.caravana.job.Job;
import org.caravana.job.JobState;
import org.caravana.job.Jobs;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A plan that a file starts, by the real routes. */
@Timeout(120)
class PlanOnFileTest {
    private static final String SETTINGS = """
            office.zone=America/Sao_Paulo
            office.language=en
            repository=repository
            directory.dumps.path=dumps
            target.annex.type=directory
            target.annex.path=annex
            plan.vendor.sources=dumps
            plan.vendor.targets=annex
            plan.vendor.watch-folder=dumps
            plan.vendor.watch-pattern=*.dmp
            plan.vendor.watch-age=1s
            web.port=0
            job.pick-up-every=1s
            job.watch-every=1s
            """;
    private static final Instant LONG_AGO = Instant.parse("2020-02-03T04:05:06Z");

    @TempDir
    Path folder;

    private CatalogueLock lock;
    private Service service;

    @BeforeEach
    void install() throws Exception {
        Path routes = Path.of("routes");
        try (Stream<Path> files = Files.walk(routes)) {
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(file -> !file.endsWith("inprev-nightly.camel.yaml"))
                    .filter(file -> !file.endsWith("store-monthly.camel.yaml"))
                    .toList()) {
                Path to =
                        folder.resolve("routes").resolve(routes.relativize(file).toString());
                Files.createDirectories(to.getParent());
                Files.copy(file, to);
            }
        }
        Files.writeString(folder.resolve("routes/plans/vendor-on-file.camel.yaml"), """
                - templatedRoute:
                    routeTemplateRef: plan-on-file
                    routeId: vendor-on-file
                    parameters:
                      - { name: plan, value: vendor }
                """);
        Files.writeString(folder.resolve("application.properties"), SETTINGS);
        Files.createDirectories(folder.resolve("dumps"));
        Files.createDirectories(folder.resolve("annex"));
    }

    @AfterEach
    void stop() throws Exception {
        if (service != null) {
            service.close();
            lock.close();
            service = null;
        }
    }

    private void start() throws Exception {
        lock = CatalogueLock.tryAcquire(folder.resolve("data")).orElseThrow();
        service = Service.start(
                new Home(folder, folder.resolve("application.properties"), Map.of()), lock, Clock.systemUTC());
    }

    private Jobs jobs() {
        return service.running().wiring().jobs();
    }

    private List<Job> until(Predicate<List<Job>> expected) throws Exception {
        List<Job> seen = jobs().list(Optional.of("vendor"), 100);
        while (!expected.test(seen)) {
            // a look now and then; the test's own limit ends it
            new CountDownLatch(1).await(100, TimeUnit.MILLISECONDS);
            seen = jobs().list(Optional.of("vendor"), 100);
        }
        return seen;
    }

    private static Predicate<List<Job>> completed(int number) {
        return jobs -> jobs.size() == number && jobs.stream().allMatch(job -> job.state() == JobState.COMPLETED);
    }

    @Test
    void aFileThatCameWhileTheServiceWasDownStartsThePlanOnceInAllItsLives() throws Exception {
        Path dump = Files.writeString(folder.resolve("dumps/conan.dmp"), "the vendor's own");
        Files.setLastModifiedTime(dump, FileTime.from(LONG_AGO));
        Files.writeString(folder.resolve("dumps/readme.txt"), "starts nothing");
        start();
        Job job = until(completed(1)).get(0);
        assertThat(job.origin()).isEqualTo(Job.Origin.FILE);
        assertThat(job.scheduled()).isAfter(LONG_AGO.plusSeconds(1));
        assertThat(jobs().events(job.id()))
                .extracting(Event::message)
                .anyMatch(words -> words.contains("conan.dmp, 16 bytes of 2020-02-03T04:05:06Z"));
        assertThat(dump).exists();
        try (Stream<Path> files = Files.list(folder.resolve("dumps"))) {
            assertThat(files).hasSize(2);
        }

        stop();
        start();
        Files.setLastModifiedTime(dump, FileTime.from(LONG_AGO.plusSeconds(60)));
        List<Job> both = until(completed(2));
        assertThat(both.get(1).id()).isEqualTo(job.id());
    }

    @Test
    void filesThatNoJobHasTakenUpYetShareOne() throws Exception {
        Files.delete(folder.resolve("routes/job/pick-up-due.camel.yaml"));
        for (String name : List.of("one.dmp", "two.dmp")) {
            Files.setLastModifiedTime(
                    Files.writeString(folder.resolve("dumps").resolve(name), name), FileTime.from(LONG_AGO));
        }
        start();
        List<Job> one = until(jobs -> !jobs.isEmpty()
                && jobs().events(jobs.get(0).id()).stream()
                                .filter(event -> event.message().startsWith("file "))
                                .count()
                        == 2);
        assertThat(one).hasSize(1);
    }

    @Test
    void aPlanThatNothingStartsIsAnErrorAtTheStart() throws Exception {
        Files.delete(folder.resolve("routes/plans/vendor-on-file.camel.yaml"));
        assertThatThrownBy(this::start)
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContaining("routes/plans/vendor-on-file.camel.yaml");
        lock.close();
        service = null;
    }

    @Test
    void aFileThatIsNotThePlansSettingIsAnErrorAtTheStart() throws Exception {
        Files.writeString(
                folder.resolve("application.properties"),
                SETTINGS.replaceAll("plan.vendor.watch.*\n", "") + "plan.vendor.schedule=0 0 19 ? * MON-SAT\n");
        assertThatThrownBy(this::start)
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContaining("there is no plan.vendor.watch-folder")
                .hasMessageContaining("routes/plans/vendor.camel.yaml");
        lock.close();
        service = null;
    }
}
