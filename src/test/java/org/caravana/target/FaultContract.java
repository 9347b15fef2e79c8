package org.caravana.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.caravana.config.Settings;
import org.caravana.job.Copy;
import org.caravana.job.CopyState;
import org.caravana.job.Job;
import org.caravana.job.NoticeKind;
import org.caravana.job.VerificationLevel;
import org.caravana.repository.Sha256;
import org.caravana.retention.ClockComparison;
import org.caravana.target.FaultyPlace.Fault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a copy to every kind of target must do when something goes wrong there, over the real routes: it never says
 * VERIFIED of what is not there, nothing half has an object's name, the failure names target and object and has a hint,
 * the next try sends what lacks and nothing else, and no temporary name is left. A subclass gives the place.
 */
@Timeout(120)
abstract class FaultContract {
    static final String NAME = "annex";
    /** After so many milliseconds without a sound a line counts as dead. */
    static final String SILENCE = "4000";

    private static final String MANIFEST = "night/2026-11/backups/20261102T220003Z/manifest.json";

    @TempDir
    Path home;

    private FaultyPlace place;
    private Office office;
    private Job job;

    abstract FaultyPlace open(Path home) throws Exception;

    @BeforeEach
    void start() throws Exception {
        place = open(home);
        office = new Office(home, place.target());
        office.afterPut(place::wasPut);
        job = office.captured("20261102T220003Z", 3);
    }

    @AfterEach
    void stop() throws Exception {
        office.close();
        place.close();
    }

    @Test
    void aLineThatIsCutInMidTransfer() throws Exception {
        line().cutAfter(500_000);

        fails("target annex");

        nothingHalfHasAName();
        line().heal();
        heals();
    }

    @Test
    void aLineThatFallsSilentInMidTransfer() throws Exception {
        // more than the buffers on the way hold
        office.backups.addPack(12_000_000, "20261102T220003Z");
        line().fallSilentAfter(500_000);

        fails("target annex");

        nothingHalfHasAName();
        line().heal();
        heals();
    }

    @Test
    void aServerThatHangs() throws Exception {
        strike(Fault.HANG);

        fails("night/2026-11/");

        nothingHalfHasAName();
        place.heal();
        heals();
    }

    @Test
    void aServerThatTakesLessThanWasSent() throws Exception {
        strike(Fault.SHORT_WRITE);

        fails("night/2026-11/");

        place.heal();
        heals();
    }

    @Test
    void aServerThatKeepsSomethingElseThanWasSent() throws Exception {
        strike(Fault.ALTERED);

        fails("night/2026-11/");

        place.heal();
        heals();
    }

    @Test
    void aFullDisk() throws Exception {
        strike(Fault.FULL_DISK);

        fails("night/2026-11/");

        nothingHalfHasAName();
        place.heal();
        heals();
    }

    @Test
    void aListingThatLeavesSomethingOut() throws Exception {
        strike(Fault.LISTS_TOO_LITTLE);

        fails("it is not there any more after it was sent");

        place.heal();
        heals();
        assertThat(office.puts()).as("nothing is sent twice").doesNotHaveDuplicates();
    }

    @Test
    void aListingThatBreaksOffCostsNoTry() throws Exception {
        oneAtATime();
        strike(Fault.LISTING_BREAKS_OFF);

        heals();

        assertThat(office.puts()).as("nothing is sent twice").doesNotHaveDuplicates();
    }

    @Test
    void whatTheHalfOfAListingNamedThatBrokeOffCountsForNothing() throws Exception {
        assumeTrue(place.faults().contains(Fault.LISTING_BREAKS_OFF), "no line");
        oneAtATime();
        place.whenAnswerBreaks(() -> vanish(firstPack()));
        office.afterPut(object -> {
            if (object.endsWith(Sums.FILE)) {
                strikeNow(Fault.LISTING_BREAKS_OFF);
            }
        });

        fails("it is not there any more after it was sent");

        office.afterPut(object -> {});
        heals();
    }

    @Test
    void aListingThatNamesWhatIsNotThere() throws Exception {
        Path pack = office.backups.packs().get(0);
        Path there = place.root().resolve(home.resolve("repository").relativize(pack));
        Files.createDirectories(there.getParent());
        Files.write(there, new byte[(int) Files.size(pack)]);

        fails(pack.getFileName().toString());

        heals();
    }

    @Test
    void anObjectThatVanishesRightAfterItWasSent() throws Exception {
        office.afterPut(object -> {
            if (object.contains("/packs/")) {
                vanish(object);
            }
        });

        fails("night/2026-11/");

        office.afterPut(object -> {});
        heals();
    }

    @Test
    void aRefusedDeleteIsToldAndLeavesTheObjectWhereItIs() throws Exception {
        heals();
        strike(Fault.DELETE_REFUSED);

        Throwable failure = catchThrowable(() -> office.routes.delete(NAME, MANIFEST));

        assertThat(new Failures().explain(NAME, failure))
                .hasMessageContaining("target annex")
                .hasMessageContaining("HINT");
        assertThat(place.root().resolve(MANIFEST)).exists();
    }

    @Test
    void aRefusedDeleteKeepsNoBackupFromBeingSent() throws Exception {
        assumeTrue(place.line().isPresent(), "a write-protected disk takes nothing");
        strike(Fault.DELETE_REFUSED);

        heals();
    }

    @Test
    void aProbeThatMayNotBeDeletedStaysAsOneObject() throws Exception {
        assumeTrue(place.line().isPresent(), "a write-protected disk takes nothing");
        strike(Fault.DELETE_REFUSED);

        assertThat(office.routes.probe(NAME, Clock.systemUTC()).deleted()).isFalse();
        assertThat(office.routes.probe(NAME, Clock.systemUTC()).deleted()).isFalse();

        assertThat(Office.filesBelow(place.root())).hasSize(1);
    }

    @Test
    void aProbeThatMayNotEvenBeReplacedTellsThatNewObjectsAreTaken() throws Exception {
        assumeTrue(place.usesTemporaryNames() && place.line().isPresent(), "where a put has no name of its own");
        strike(Fault.OVERWRITE_REFUSED);
        office.routes.probe(NAME, Clock.systemUTC());
        Path left = place.root().resolve(WriteProbe.NAME);
        Files.setLastModifiedTime(left, FileTime.from(Instant.parse("2026-01-01T00:00:00Z")));

        WriteProbe.Findings found = office.routes.probe(NAME, Clock.systemUTC());

        assertThat(found.replaced()).isFalse();
        assertThat(found.deleted()).isFalse();
        assertThat(found.ahead()).hasValueSatisfying(by -> assertThat(ClockComparison.differs(by))
                .isFalse());
    }

    /** Something else lies at the target under a pack's name; its path there. */
    private Path damageAPack() throws IOException {
        Path pack = office.backups.packs().get(0);
        return Files.write(place.root().resolve(home.resolve("repository").relativize(pack)), new byte[100]);
    }

    @Test
    void aRefusedOverwriteOfWhatIsDamagedThere() throws Exception {
        heals();
        damageAPack();
        Job next = office.captured("20261103T220003Z", 1);
        strike(Fault.OVERWRITE_REFUSED);

        Copy copy = office.send(next).get(NAME);

        assertThat(copy.message().orElseThrow()).contains("target annex", "HINT", "night/2026-11/");
        place.heal();
        if (place.line().isPresent()) {
            assertThat(copy.state()).isEqualTo(CopyState.DAMAGED);
            assertThat(copy.message().orElseThrow()).contains("by hand");
            office.copyStates.resend(copy);
        }
        assertThat(office.send(next).get(NAME).state()).isEqualTo(CopyState.VERIFIED);
        sameTree();
    }

    @Test
    void whatMayNotBeReplacedIsToldOnceAndHoldsNothingUp() throws Exception {
        assumeTrue(place.line().isPresent(), "a write-protected disk takes nothing");
        heals();
        damageAPack();
        Job next = office.captured("20261103T220003Z", 1);
        strike(Fault.OVERWRITE_REFUSED);

        Copy copy = office.send(next).get(NAME);
        office.copyStates.resend(copy);
        office.send(next);

        assertThat(office.notices(NoticeKind.DAMAGE)).isEqualTo(1);
        assertThat(office.busy(next)).as("nobody works on it").isTrue();
        assertThat(office.jobs.leave(next)).as("ends PARTIAL").isTrue();
        assertThat(office.busy(next)).as("its cycle may go in time").isFalse();
    }

    @Test
    void whatMayNotBeDeletedIsPutAsideForWhatReplacesIt() throws Exception {
        heals();
        Path pack = office.backups.packs().get(0);
        Path there = damageAPack();
        Job next = office.captured("20261103T220003Z", 1);
        strike(Fault.REPLACED_ASIDE_ONLY);

        assertThat(office.send(next).get(NAME).state()).isEqualTo(CopyState.VERIFIED);

        assertThat(there).hasSameBinaryContentAs(pack);
        assertThat(there.resolveSibling(there.getFileName() + ".replaced-1.part"))
                .hasSize(100);
    }

    @Test
    void whatIsThereAlreadyIsPutOnceMoreWithoutHarm() throws Exception {
        heals();
        Path pack = office.backups.packs().get(0);
        String object = home.resolve("repository").relativize(pack).toString();

        office.routes.put(NAME, object, pack, Sha256.hex(pack));

        sameTree();
    }

    @Test
    void oddNamesAtTheTargetDisturbNobody() throws Exception {
        Path packs = Files.createDirectories(place.root().resolve("night/2026-11/packs"));
        for (String odd : List.of("a b.zst", "a+b%41.zst", "préfeitura.zst", "-rf", "$(id)", "a&b<c>.zst", ".hidden")) {
            Files.write(packs.resolve(odd), new byte[3]);
        }
        Files.createDirectories(packs.resolve("folder.zst"));

        assertThat(office.send(job).get(NAME).state()).isEqualTo(CopyState.VERIFIED);
    }

    @Test
    void whatSomebodyTookAwayIsSentAgainAndTold() throws Exception {
        assertThat(office.send(job).get(NAME).state()).isEqualTo(CopyState.VERIFIED);
        String gone = firstPack();
        vanish(gone);

        Copy copy = office.send(office.captured("20261103T220003Z", 1)).get(NAME);

        assertThat(copy.state()).isEqualTo(CopyState.VERIFIED);
        assertThat(copy.message().orElseThrow()).contains("1 object(s) that had lain there were gone");
        assertThat(office.puts()).filteredOn(object -> object.equals(gone)).hasSize(2);
    }

    @Test
    void whatArrivedWholeIsNotSentAgain() throws Exception {
        office.afterPut(object -> {
            if (object.endsWith("index.zst")) {
                vanish(object);
            }
        });
        fails("files.tar.index.zst");
        office.afterPut(object -> {});

        heals();

        assertThat(office.puts())
                .filteredOn(object -> object.contains("/packs/"))
                .doesNotHaveDuplicates();
    }

    @Test
    void whatAnInterruptedPutLeftIsTidiedUp() throws Exception {
        Path packs = Files.createDirectories(place.root().resolve("night/2026-11/packs"));
        Path left = packs.resolve("files.tar-0123456789abcdef0123456789abcdef.zst.part");
        Files.write(left, new byte[1000]);

        assertThat(office.send(job).get(NAME).state()).isEqualTo(CopyState.VERIFIED);

        assumeTrue(place.usesTemporaryNames(), "objects come into being whole");
        assertThat(left).doesNotExist();
    }

    private void strike(Fault fault) throws Exception {
        assumeTrue(place.faults().contains(fault), "not with this kind, or not on this machine");
        place.strike(fault);
    }

    /** Over one connection, so that the next try does not meet another one that broke, too. */
    private void oneAtATime() throws Exception {
        Settings.Target target = place.target();
        office.close();
        office = new Office(
                home,
                new Settings.Target(
                        target.name(), target.type(), target.properties(), target.secrets(), target.encryptTo(), 1));
        job = office.captured("20261102T220003Z", 3);
    }

    private void strikeNow(Fault fault) {
        try {
            place.strike(fault);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** The pack that a listing names first. */
    private String firstPack() {
        try (var packs = Files.list(place.root().resolve("night/2026-11/packs"))) {
            return place.root()
                    .relativize(packs.sorted().findFirst().orElseThrow())
                    .toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private FaultyLine line() {
        assumeTrue(place.line().isPresent(), "no line");
        return place.line().orElseThrow();
    }

    private void vanish(String object) {
        try {
            Files.delete(place.root().resolve(object));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void fails(String word) {
        Copy copy = office.send(job).get(NAME);

        assertThat(copy.state()).isEqualTo(CopyState.WAITING);
        assertThat(copy.message().orElseThrow()).contains(NAME, "HINT", word);
        assertThat(place.root().resolve(MANIFEST)).doesNotExist();
    }

    private void heals() throws Exception {
        Copy copy = office.send(job).get(NAME);

        assertThat(copy.state()).as("%s", copy.message()).isEqualTo(CopyState.VERIFIED);
        assertThat(copy.level()).isEqualTo(VerificationLevel.HASHED);
        sameTree();
    }

    private void sameTree() throws Exception {
        assertThat(Office.filesBelow(place.root())).isEqualTo(Office.filesBelow(home.resolve("repository")));
        nothingHalfHasAName();
    }

    private void nothingHalfHasAName() throws Exception {
        for (Path file : Office.filesBelow(home.resolve("repository"))) {
            if (Files.exists(place.root().resolve(file))) {
                assertThat(place.root().resolve(file))
                        .hasSameBinaryContentAs(home.resolve("repository").resolve(file));
            }
        }
    }
}
