package org.caravana.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.caravana.config.Settings;
import org.caravana.job.Copy;
import org.caravana.job.CopyState;
import org.caravana.job.Job;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What somebody found damaged at a target counts no more until it was read again. */
class SuspectObjectsTest {
    @TempDir
    Path home;

    private Settings settings;
    private Office office;
    private String pack;

    @BeforeEach
    void copyOff() throws Exception {
        Files.createDirectories(home.resolve("annex"));
        Settings.Target annex = Targets.target(
                "annex", "directory", "path", home.resolve("annex").toString());
        settings = Office.settings(home, annex);
        office = new Office(home, annex);
        assertThat(office.send(office.captured("20261102T220003Z", 2))
                        .get("annex")
                        .state())
                .isEqualTo(CopyState.VERIFIED);
        pack = home.resolve("repository")
                .relativize(office.backups.packs().get(0))
                .toString();
    }

    @AfterEach
    void stop() throws Exception {
        office.close();
    }

    private Path there() {
        return home.resolve("annex").resolve(pack);
    }

    private void flip() throws IOException {
        byte[] bytes = Files.readAllBytes(there());
        bytes[bytes.length / 2] ^= 1;
        Files.write(there(), bytes);
    }

    private void sendTheNext() throws Exception {
        assertThat(office.send(office.captured("20261103T220003Z", 1))
                        .get("annex")
                        .state())
                .isEqualTo(CopyState.VERIFIED);
    }

    @Test
    void theNextCopyReadsItAndItsNextTrySendsItAgain() throws Exception {
        flip();

        assertThat(new SuspectObjects(settings, "annex").note(pack)).isTrue();
        Job next = office.captured("20261103T220003Z", 1);
        Copy first = office.send(next).get("annex");
        assertThat(first.state()).as("not on the word of the notes").isEqualTo(CopyState.WAITING);
        assertThat(first.message().orElseThrow()).contains(pack, "it came back as");

        assertThat(office.send(next).get("annex").state()).isEqualTo(CopyState.VERIFIED);
        assertThat(there()).hasSameBinaryContentAs(home.resolve("repository").resolve(pack));
    }

    @Test
    void whatProvesWholeIsReadAndNotSentAgain() throws Exception {
        assertThat(new SuspectObjects(settings, "annex").note(pack)).isTrue();
        assertThat(Delivered.of(settings.data(), "annex", "night", "2026-11").find(pack))
                .isEmpty();
        int before = office.puts().size();
        sendTheNext();

        assertThat(office.puts().subList(before, office.puts().size())).doesNotContain(pack);
        assertThat(Delivered.of(settings.data(), "annex", "night", "2026-11").find(pack))
                .isPresent();
    }

    @Test
    void aSecondFindingOfTheSameIsNotedToo() throws Exception {
        new SuspectObjects(settings, "annex").note(pack);

        assertThat(new SuspectObjects(settings, "annex").note(pack)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "night/2026-11/packs/unknown.zst",
                "night/2026-10/packs/a.zst",
                "night/../2026-11/packs/a.zst",
                "../night/2026-11/a",
                "other/2026-11/packs/a.zst",
                "manifest.json"
            })
    void whatWasNotSentFromHereIsNotNoted(String object) throws IOException {
        assertThat(new SuspectObjects(settings, "annex").note(object)).isFalse();
        assertThat(home.resolve("data/delivered/annex/night/2026-10")).doesNotExist();
    }
}
