package org.caravana.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.caravana.config.Settings;
import org.caravana.job.Captured;
import org.caravana.job.Catalogue;
import org.caravana.job.Copy;
import org.caravana.job.CopyState;
import org.caravana.job.CopyStates;
import org.caravana.job.Event;
import org.caravana.job.Figures;
import org.caravana.job.Job;
import org.caravana.job.Jobs;
import org.caravana.job.Leases;
import org.caravana.job.NoticeKind;
import org.caravana.job.Outbox;
import org.caravana.job.SizeAlarms;
import org.caravana.job.SourceSize;
import org.caravana.plan.CyclePeriod;
import org.caravana.plan.Plan;
import org.caravana.plan.Schedule;
import org.caravana.repository.ArtifactWriter;
import org.caravana.repository.BackupWriter;
import org.caravana.repository.BeginRequest;
import org.caravana.repository.Repository;
import org.caravana.repository.StopSignal;
import org.caravana.retention.Cycles;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Months of one plan, with the real repository, catalogue, targets and routes: what goes, and what stays. */
class RetainTest {
    private static final List<String> ROUTES = List.of(
            "routes/errors/retain-failure.camel.yaml",
            "routes/copy/carry-backup.camel.yaml",
            "routes/copy/send-objects.camel.yaml",
            "routes/copy/list-at-target.camel.yaml",
            "routes/copy/list-folder.camel.yaml",
            "routes/copy/ask-target.camel.yaml",
            "routes/copy/tidy-up.camel.yaml",
            "routes/copy/send-object.camel.yaml",
            "routes/job/retain.camel.yaml",
            "routes/job/retain-at-place.camel.yaml",
            "routes/job/compare-clocks.camel.yaml",
            "routes/job/discard-cycles.camel.yaml");
    private static final Set<String> DISKS = Set.of("annex", "cloud", "usb");
    private static final int USUAL = 300_000;

    @TempDir
    private Path home;

    private final Night clock = new Night();
    /** What the targets' clocks, which are this machine's, are compared with. */
    private final Night wall = new Night();

    private Catalogue catalogue;
    private Jobs jobs;
    private CopyStates copyStates;
    private Repository repository;
    private TargetContext routes;

    @BeforeEach
    void start() throws Exception {
        Settings.Target[] targets = {directory("annex"), directory("cloud"), removable("usb")};
        Plan plan = new Plan(
                "night",
                List.of("conan"),
                List.of("annex", "cloud", "usb"),
                new Schedule("0 0 19 ? * *", ZoneId.of("America/Sao_Paulo")),
                Duration.ofHours(1),
                Duration.ofHours(48),
                Duration.ZERO,
                Duration.ofDays(31),
                CyclePeriod.MONTH);
        catalogue = Catalogue.open(
                "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", Optional.empty(), Optional.empty());
        Leases leases = new Leases("node", Duration.ofMinutes(5), clock);
        Map<String, Plan> plans = Map.of("night", plan);
        jobs = new Jobs(catalogue, plans, clock, leases, 1);
        copyStates = new CopyStates(catalogue, clock, leases);
        repository = new Repository(home.resolve("repository"), clock);
        Copies copies = new Copies(Office.settings(home, targets), clock, copyStates::stopSignal);
        SizeAlarms alarms = new SizeAlarms(catalogue, clock);
        Cycles cycles = new Cycles(
                plans, DISKS, repository.root(), home.resolve("data"), new Figures(catalogue), jobs, alarms, clock);
        routes = new TargetContext(
                Map.of("copies", copies, "copyStates", copyStates, "cycles", cycles, "jobs", jobs, "wallClock", wall),
                ROUTES,
                targets);
    }

    @AfterEach
    void stop() throws Exception {
        routes.close();
        catalogue.close();
    }

    private Settings.Target directory(String name) throws Exception {
        Path root = Files.createDirectories(home.resolve(name));
        return new Settings.Target(name, "directory", Map.of("path", root.toString()), Map.of(), List.of(), 2);
    }

    private Settings.Target removable(String name) throws Exception {
        Path root = Files.createDirectories(home.resolve(name));
        return Targets.target(name, "directory", "path", root.toString(), "removable", "true");
    }

    @Test
    void aCyclePastKeepGoesFromEveryPlaceOnceANewerOneIsVerifiedThere() throws Exception {
        night("2026-09-10T22:00:00Z", USUAL, true);
        night("2026-10-10T22:00:00Z", USUAL, true);
        assertThat(cycles("annex")).as("30 days old").containsExactly("2026-09", "2026-10");

        Job last = night("2026-11-09T22:00:00Z", USUAL, true);

        for (String place : List.of("annex", "cloud", "repository")) {
            assertThat(cycles(place)).as(place).doesNotContain("2026-09").contains("2026-10", "2026-11");
        }
        assertThat(messages(last)).anyMatch(m -> m.startsWith("discarded cycle 2026-09 at annex"));
        assertThat(jobs.list(Optional.of("night"), 9))
                .filteredOn(job -> job.cycle().equals("2026-09"))
                .flatExtracting(job -> jobs.copies(job.id()))
                .extracting(Copy::state)
                .containsOnly(CopyState.DISCARDED);
    }

    @Test
    void aDiskThatIsAwayIsNoTroubleAndKeepsNoOldCycleInTheRepository() throws Exception {
        Files.delete(home.resolve("usb"));
        Job first = night("2026-09-10T22:00:00Z", USUAL, true);
        night("2026-10-10T22:00:00Z", USUAL, true);

        Job last = night("2026-11-09T22:00:00Z", USUAL, true);

        assertThat(cycles("repository")).doesNotContain("2026-09");
        assertThat(messages(last)).noneMatch(m -> m.contains("could not be discarded"));
        assertThat(jobs.copies(first.id()))
                .filteredOn(copy -> copy.target().equals("usb"))
                .singleElement()
                .satisfies(copy -> {
                    assertThat(copy.state()).isEqualTo(CopyState.DISCARDED);
                    assertThat(copy.message())
                            .hasValueSatisfying(m -> assertThat(m).contains("before the disk was connected again"));
                });
        assertThat(jobs.copies(last.id())).extracting(Copy::state).contains(CopyState.WAITING);
    }

    @Test
    void nothingIsDiscardedWhileAClockIsWrongWhichIsToldOnce() throws Exception {
        wall.now = Instant.now().plus(Duration.ofDays(400));
        night("2026-09-10T22:00:00Z", USUAL, true);

        Job job = night("2026-11-09T22:00:00Z", USUAL, true);
        retain(job);

        assertThat(cycles("annex")).contains("2026-09");
        assertThat(cycles("repository")).contains("2026-09");
        assertThat(messages(job))
                .filteredOn(message -> message.contains("the clock of annex is "))
                .singleElement()
                .asString()
                .contains("behind this machine's", "HINT", "timedatectl");
        assertThat(new Outbox(catalogue, clock).dueNotices(100))
                .filteredOn(notice -> notice.kind() == NoticeKind.CLOCK)
                .singleElement()
                .satisfies(notice -> {
                    assertThat(notice.job()).contains(job.id());
                    assertThat(notice.said().orElseThrow()).contains("annex PT-", "cloud PT-");
                });
        assertThat(jobs.current(job).reason()).as("of how it ended").isNotPresent();

        wall.now = Instant.now();
        retain(job);

        assertThat(messages(job)).anyMatch(message -> message.contains("the clock of annex is this machine's"));
        assertThat(cycles("annex")).doesNotContain("2026-09");
        assertThat(cycles("repository")).doesNotContain("2026-09");
    }

    @Test
    void ageAloneDiscardsNothing() throws Exception {
        Job job = night("2026-09-10T22:00:00Z", USUAL, true);
        clock.now = Instant.parse("2028-01-01T00:00:00Z");
        retain(job);
        assertThat(cycles("annex")).containsExactly("2026-09");
        assertThat(cycles("repository")).containsExactly("2026-09");
    }

    @Test
    void aNewerBackupThatLacksASourceStandsForNothing() throws Exception {
        night("2026-09-10T22:00:00Z", USUAL, true);
        night("2026-11-10T22:00:00Z", USUAL, false);
        assertThat(cycles("annex")).contains("2026-09");
        assertThat(cycles("repository")).contains("2026-09");
    }

    @Test
    void aPlaceThatLacksTheNewerBackupKeepsTheOldOneAndStopsNoOther() throws Exception {
        night("2026-09-10T22:00:00Z", USUAL, true);
        Files.move(home.resolve("cloud"), home.resolve("unplugged"));
        Job last = night("2026-11-10T22:00:00Z", USUAL, true);
        assertThat(cycles("annex")).containsExactly("2026-11");
        assertThat(messages(last)).anyMatch(m -> m.startsWith("old cycles at cloud could not be discarded"));

        Files.move(home.resolve("unplugged"), home.resolve("cloud"));
        retain(last);
        assertThat(cycles("cloud")).containsExactly("2026-09");
    }

    @Test
    void aSuddenlySmallBackupStandsForNothing() throws Exception {
        night("2026-09-10T22:00:00Z", USUAL, true);
        night("2026-11-10T22:00:00Z", USUAL / 3, true);
        assertThat(cycles("annex")).contains("2026-09");
        assertThat(cycles("repository")).contains("2026-09");
    }

    @Test
    void nothingIsDiscardedWhileASizeAlarmIsOpenAndAPersonCloses() throws Exception {
        night("2026-08-10T22:00:00Z", USUAL, true);
        night("2026-10-10T22:00:00Z", USUAL, true);
        assertThat(cycles("annex")).containsExactly("2026-10");
        night("2026-11-20T22:00:00Z", USUAL, true);
        Job loud = night("2026-11-21T22:00:00Z", 3 * USUAL, true);
        clock.now = Instant.parse("2026-12-30T22:00:00Z");
        night("2026-12-30T22:00:00Z", 3 * USUAL, true);
        assertThat(cycles("annex")).contains("2026-11");
        assertThat(cycles("repository")).contains("2026-11");

        jobs.acceptSize(loud.id(), "maria");
        night("2027-01-05T22:00:00Z", 3 * USUAL, true);
        assertThat(cycles("annex")).containsExactly("2026-12", "2027-01");
        assertThat(cycles("repository")).containsExactly("2026-12", "2027-01");
    }

    @Test
    void aShrunkBackupThatAPersonAcceptedStandsForTheOldOnes() throws Exception {
        night("2026-09-10T22:00:00Z", USUAL, true);
        Job small = night("2026-11-10T22:00:00Z", USUAL / 3, true);
        jobs.acceptSize(small.id(), "maria");
        retain(small);
        assertThat(cycles("annex")).containsExactly("2026-11");
    }

    @Test
    void aPinnedBackupKeepsItsCycle() throws Exception {
        Job pinned = night("2026-09-10T22:00:00Z", USUAL, true);
        Path folder = home.resolve("annex/night/2026-09");
        Files.writeString(folder.resolve("PINNED-" + pinned.backup().orElseThrow()), "court case 17\n");
        night("2026-11-10T22:00:00Z", USUAL, true);
        assertThat(cycles("annex")).contains("2026-09");
        assertThat(cycles("cloud")).doesNotContain("2026-09");
    }

    @Test
    void anInterruptedDiscardIsTakenUpAgain() throws Exception {
        Job old = night("2026-09-10T22:00:00Z", USUAL, true);
        Path folder = home.resolve("annex/night/2026-09/backups/" + old.backup().orElseThrow());
        Files.delete(folder.resolve("manifest.json"));
        night("2026-11-10T22:00:00Z", USUAL, true);
        assertThat(cycles("annex")).doesNotContain("2026-09");
    }

    /** A night of the plan: captured, copied to each target that takes it, settled, and looked at for old cycles. */
    private Job night(String at, int bytes, boolean whole) throws Exception {
        clock.now = Instant.parse(at);
        jobs.request("night");
        Job job = jobs.takeDue().get(0);
        jobs.begin(job);
        jobs.captured(
                job,
                new Captured(
                        capture(job, bytes, whole), whole, "captured", List.of(new SourceSize("conan", bytes, bytes))));
        for (Copy copy : jobs.takeCopies(job)) {
            carry(copy);
        }
        jobs.settle(job);
        jobs.leave(job);
        retain(jobs.current(job));
        return jobs.current(job);
    }

    private String capture(Job job, int bytes, boolean whole) throws Exception {
        BeginRequest request = new BeginRequest(
                "night", job.cycle(), clock.now, ZoneOffset.UTC, "host", "test", "en", 3, 1, StopSignal.NEVER);
        try (BackupWriter writer = repository.begin(request)) {
            byte[] content = new byte[bytes];
            new Random(clock.now.getEpochSecond()).nextBytes(content);
            try (ArtifactWriter artifact = writer.artifact("conan.dump", "conan", "pg-custom")) {
                artifact.stream(Channels.newChannel(new ByteArrayInputStream(content)));
            }
            writer.captured("conan", "postgresql", "pg_dump", List.of());
            if (!whole) {
                writer.missing("systems", "directory", "not mounted");
            }
            return writer.commit(StopSignal.NEVER).backup();
        }
    }

    private void carry(Copy copy) {
        var sent = routes.camel().createProducerTemplate().request("direct:carry-backup", exchange -> {
            exchange.setProperty("copy", copy);
            exchange.getIn().setBody(copy);
        });
        if (Failures.isRootMissing(sent.getException())) {
            copyStates.away(copy, Duration.ofMinutes(10));
        } else if (sent.getException() != null) {
            copyStates.postpone(copy, Duration.ofMinutes(10), sent.getException());
        }
    }

    private void retain(Job job) {
        routes.camel().createProducerTemplate().sendBody("direct:retain", job);
    }

    private List<String> messages(Job job) {
        return jobs.events(job.id()).stream().map(Event::message).toList();
    }

    /** The cycles of which anything is left at a place. */
    private List<String> cycles(String place) throws Exception {
        return Office.filesBelow(home.resolve(place)).stream()
                .filter(file -> file.getNameCount() > 2)
                .map(file -> file.getName(1).toString())
                .distinct()
                .toList();
    }

    private static final class Night extends Clock {
        private Instant now;

        @Override
        public Instant instant() {
            return now == null ? Instant.now() : now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
