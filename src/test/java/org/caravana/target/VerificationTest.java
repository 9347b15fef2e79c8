package org.caravana.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.caravana.config.Settings;
import org.caravana.job.Copy;
import org.caravana.job.CopyState;
import org.caravana.job.Event;
import org.caravana.job.Job;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A target that is read back little by little: what is damaged is named, told of, and sent again. */
class VerificationTest {
    private static final List<String> ROUTES = List.of(
            "routes/errors/read-back-failure.camel.yaml",
            "routes/errors/verify-failure.camel.yaml",
            "routes/verify/verify-cycle.camel.yaml",
            "routes/verify/verify-object.camel.yaml",
            "routes/verify/heal-copies.camel.yaml");
    private static final String BACKUP = "20261102T220003Z";
    private static final Instant START = Instant.parse("2026-11-02T23:00:00Z");

    @TempDir
    Path home;

    private final Hours clock = new Hours();
    private Settings.Target annex;
    private Office office;
    private Verifications verifications;
    private Job job;

    @BeforeEach
    void copyOff() throws Exception {
        Files.createDirectories(home.resolve("annex"));
        annex = Targets.target(
                "annex", "directory", "path", home.resolve("annex").toString());
        office = new Office(home, annex);
        verifications = verifications();
        office.routes.camel().getRegistry().bind("verifications", verifications);
        for (String file : ROUTES) {
            PluginHelper.getRoutesLoader(office.routes.camel())
                    .loadRoutes(ResourceHelper.resolveMandatoryResource(office.routes.camel(), "file:" + file));
        }
        job = office.captured(BACKUP, 3);
        assertThat(office.send(job).get("annex").state()).isEqualTo(CopyState.VERIFIED);
    }

    private Verifications verifications() {
        return new Verifications(Office.settings(home, annex), office.copyStates, clock);
    }

    @AfterEach
    void stop() throws Exception {
        office.close();
    }

    @Test
    void whatSomebodyFoundDamagedIsReadAtTheNextLook() throws Exception {
        verifications.due();
        String object = home.resolve("repository")
                .relativize(office.backups.packs().get(0))
                .toString();
        new SuspectObjects(Office.settings(home, annex), "annex").note(object);
        clock.pass(Duration.ofMinutes(1));

        assertThat(look()).containsExactly(object);
        clock.pass(Duration.ofMinutes(1));
        assertThat(look()).isEmpty();
    }

    @Test
    void everyObjectIsReadOnceInAPeriodSpreadOverTheDays() throws Exception {
        Map<String, Integer> reads = new HashMap<>();
        int mostAtOnce = 0;
        verifications.due();
        for (int hour = 0; hour < 30 * 24; hour++) {
            clock.pass(Duration.ofHours(1));
            List<String> read = look();
            read.forEach(name -> reads.merge(name, 1, Integer::sum));
            mostAtOnce = Math.max(mostAtOnce, read.size());
        }
        assertThat(reads.keySet())
                .containsExactlyInAnyOrderElementsOf(Office.filesBelow(home.resolve("annex")).stream()
                        .map(Path::toString)
                        .toList());
        assertThat(reads.values()).containsOnly(1);
        assertThat(mostAtOnce).isLessThan(reads.size() / 2);
        assertThat(copy().state()).isEqualTo(CopyState.VERIFIED);
    }

    @Test
    void aRestartGoesOnWhereItWasAndCatchesUp() throws Exception {
        verifications.due();
        clock.pass(Duration.ofDays(31));
        List<String> all = look();
        assertThat(all).hasSize(Office.filesBelow(home.resolve("annex")).size());
        verifications = verifications();
        assertThat(look()).isEmpty();
    }

    @Test
    void anObjectOfEachKindThatWasAlteredIsNamedAndSentAgain() throws Exception {
        verifications.due();
        for (Path object : Office.filesBelow(home.resolve("annex"))) {
            Path file = home.resolve("annex").resolve(object);
            byte[] before = Files.readAllBytes(file);
            byte[] flipped = before.clone();
            flipped[before.length / 2] ^= 1;
            Files.write(file, flipped);

            clock.pass(Duration.ofDays(31));
            look();

            assertThat(messages()).as(object.toString()).anyMatch(m -> m.contains(object + ": its SHA-256 is"));
            assertThat(copy().state()).isEqualTo(CopyState.WAITING);
            assertThat(office.send(job).get("annex").state()).isEqualTo(CopyState.VERIFIED);
            assertThat(file).hasBinaryContent(before);
        }
        assertThat(states()).containsSequence("VERIFIED", "DAMAGED", "WAITING", "SENDING", "VERIFIED");
    }

    @Test
    void whatIsMissingIsNoticedWithinADay() throws Exception {
        look();
        Path pack = office.backups.packs().get(0);
        String name = home.resolve("repository").relativize(pack).toString();
        Files.delete(home.resolve("annex").resolve(name));

        clock.pass(Duration.ofHours(25));
        look();

        assertThat(messages()).anyMatch(m -> m.contains(name + ": it is missing"));
        assertThat(office.send(job).get("annex").state()).isEqualTo(CopyState.VERIFIED);
        assertThat(home.resolve("annex").resolve(name)).hasSameBinaryContentAs(pack);
    }

    @Test
    void whatTheRepositoryDoesNotHoldAnyMoreStaysDamagedAndIsToldOf() throws Exception {
        verifications.due();
        Path pack = office.backups.packs().get(0);
        String name = home.resolve("repository").relativize(pack).toString();
        Files.writeString(home.resolve("annex").resolve(name), "something else");
        for (Path file : Office.filesBelow(home.resolve("repository"))) {
            Files.delete(home.resolve("repository").resolve(file));
        }

        clock.pass(Duration.ofDays(31));
        look();

        assertThat(copy().state()).isEqualTo(CopyState.DAMAGED);
        assertThat(messages()).anyMatch(m -> m.contains("cannot heal"));
        clock.pass(Duration.ofDays(31));
        assertThat(look()).isEmpty();
    }

    @Test
    void aTargetThatIsAwayDamagesNothing() throws Exception {
        look();
        Files.move(home.resolve("annex"), home.resolve("away"));
        clock.pass(Duration.ofDays(31));
        look();
        Files.move(home.resolve("away"), home.resolve("annex"));
        assertThat(copy().state()).isEqualTo(CopyState.VERIFIED);
        assertThat(look()).isNotEmpty();
        assertThat(copy().state()).isEqualTo(CopyState.VERIFIED);
    }

    /** One look; the names of what was due to be read. */
    private List<String> look() throws Exception {
        List<String> read = new ArrayList<>();
        for (CycleCheck check : verifications.due()) {
            check.getDue().forEach(object -> read.add(object.name()));
            office.routes.camel().getRegistry().bind("verifications", verifications);
            office.routes.camel().createProducerTemplate().sendBody("direct:verify-cycle", check);
        }
        return read;
    }

    private Copy copy() {
        return office.jobs.copies(job.id()).get(0);
    }

    private List<String> messages() {
        return office.jobs.events(job.id()).stream().map(Event::message).toList();
    }

    private List<String> states() {
        return office.jobs.events(job.id()).stream()
                .filter(event -> event.target().isPresent())
                .map(Event::state)
                .toList();
    }

    private static final class Hours extends Clock {
        private Instant now = START;

        void pass(Duration time) {
            now = now.plus(time);
        }

        @Override
        public Instant instant() {
            return now;
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
