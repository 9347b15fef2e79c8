package org.caravana.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.caravana.config.Settings;
import org.caravana.demo.SftpServer;
import org.caravana.job.Copy;
import org.caravana.job.CopyState;
import org.caravana.job.Job;
import org.caravana.job.VerificationLevel;
import org.caravana.repository.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SeedTest {
    private static final String BACKUP = "20261102T220003Z";

    @TempDir
    Path home;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatWasCarriedThereIsReadBackInsteadOfSent(boolean encrypted) throws Exception {
        try (SftpServer server = SftpServer.start(home.resolve("sftp"), "caravana", "secret");
                Office office = new Office(home, target(Targets.sftp("annex", server, home), encrypted))) {
            Job job = office.captured(BACKUP, 3);
            seed(target(Targets.sftp("annex", server, home), encrypted));
            Files.createDirectories(home.resolve("sftp/caravana"));
            Files.move(home.resolve("carried/night"), home.resolve("sftp/caravana/night"));

            Copy copy = office.send(job).get("annex");

            assertThat(copy.state()).isEqualTo(CopyState.VERIFIED);
            assertThat(copy.level()).isEqualTo(VerificationLevel.HASHED);
            assertThat(office.puts()).allMatch(name -> name.endsWith("/SHA256SUMS"));
            assertThat(office.puts()).hasSize(encrypted ? 1 : 0);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatWasAlteredOnTheWayIsSentAgain(boolean encrypted) throws Exception {
        Path there = Files.createDirectories(home.resolve("share"));
        Settings.Target share = target(Targets.target("share", "directory", "path", there.toString()), encrypted);
        try (Office office = new Office(home, share)) {
            Job job = office.captured(BACKUP, 3);
            seed(share);
            Files.move(home.resolve("carried/night"), there.resolve("night"));
            Path bad = Files.list(there.resolve("night/2026-11/packs"))
                    .sorted()
                    .findFirst()
                    .orElseThrow();
            byte[] bytes = Files.readAllBytes(bad);
            bytes[bytes.length / 2] ^= 1;
            Files.write(bad, bytes);

            assertThat(office.send(job).get("share").state()).isEqualTo(CopyState.WAITING);
            assertThat(office.send(job).get("share").state()).isEqualTo(CopyState.VERIFIED);

            assertThat(office.puts())
                    .filteredOn(name -> name.contains("/packs/"))
                    .containsExactly("night/2026-11/packs/" + bad.getFileName());
        }
    }

    @Test
    void aSeedThatWasCutOffIsGoneOnWith() throws Exception {
        Settings.Target share = Targets.target(
                "share", "directory", "path", home.resolve("share").toString());
        try (Office office = new Office(home, share)) {
            office.captured(BACKUP, 3);
            Seed.Written first = seed(share);
            Path manifest = home.resolve("carried/night/2026-11/backups/" + BACKUP + "/manifest.json");
            Files.delete(manifest);

            Seed.Written again = seed(share);

            assertThat(again.objects()).isOne();
            assertThat(again.kept()).isEqualTo(first.objects() - 1);
            assertThat(Office.filesBelow(home.resolve("carried")))
                    .isEqualTo(Office.filesBelow(home.resolve("repository")));
        }
    }

    private Seed.Written seed(Settings.Target target) throws Exception {
        Path disk = Files.createDirectories(home.resolve("carried"));
        Settings settings = Office.settings(home, target);
        Manifest manifest = manifest();
        return new Seed(settings, target.name(), disk).write(manifest, object -> {});
    }

    private Manifest manifest() {
        return new Manifest(
                Manifest.FORMAT,
                "",
                "night",
                "2026-11",
                BACKUP,
                1,
                null,
                null,
                null,
                "UTC",
                "host",
                List.of(),
                List.of(),
                List.of(),
                "");
    }

    private static Settings.Target target(Settings.Target target, boolean encrypted) {
        return encrypted ? Targets.encrypted(target) : target;
    }
}
