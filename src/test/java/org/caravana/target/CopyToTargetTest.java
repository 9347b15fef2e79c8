package org.caravana.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.caravana.config.Settings;
import org.caravana.demo.S3Server;
import org.caravana.demo.SftpServer;
import org.caravana.job.Copy;
import org.caravana.job.CopyState;
import org.caravana.job.Job;
import org.caravana.job.VerificationLevel;
import org.caravana.repository.DamagedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CopyToTargetTest {
    @TempDir
    Path home;

    @Test
    void everyKindOfTargetEndsWithTheSameTree() throws Exception {
        try (SftpServer sftp = SftpServer.start(home.resolve("sftp"), "caravana", "secret");
                S3Server s3 = S3Server.start(home.resolve("s3"), "inprev", "access", "secret");
                Office office = new Office(home, Targets.sftp("annex", sftp, home), Targets.s3("cloud", s3), disk())) {
            Job job = office.captured("20261102T220003Z", 9);

            Map<String, Copy> copies = office.send(job);

            assertThat(copies.values()).allSatisfy(copy -> {
                assertThat(copy.state()).isEqualTo(CopyState.VERIFIED);
                assertThat(copy.level()).isEqualTo(VerificationLevel.HASHED);
                assertThat(copy.message()).hasValueSatisfying(m -> assertThat(m).contains("15 object(s)"));
            });
            assertSameTree(home.resolve("disk"));
            assertSameTree(home.resolve("sftp/caravana"));
            assertSameTree(home.resolve("s3/inprev"));
        }
    }

    @Test
    void whatIsThereIsNotSentAgain() throws Exception {
        try (Office office = new Office(home, disk())) {
            office.send(office.captured("20261102T220003Z", 3));

            Copy second = office.send(office.captured("20261103T220003Z", 1)).get("disk");

            // one pack, index, report, sums, manifest
            assertThat(second.message()).hasValueSatisfying(m -> assertThat(m).contains("5 object(s)"));
            assertSameTree(home.resolve("disk"));
        }
    }

    @Test
    void aPackThatIsNotWhatItsNameSaysIsNeverSentAndNoManifestIsWritten() throws Exception {
        try (Office office = new Office(home, disk())) {
            Job job = office.captured("20261102T220003Z", 3);
            Path bad = office.backups.packs().get(1);
            byte[] bytes = Files.readAllBytes(bad);
            bytes[1000] ^= 1;
            Files.write(bad, bytes);

            Exception failure =
                    office.failure(office.jobs.takeCopies(job).get(0)).orElseThrow();

            assertThat(new Failures().explain("disk", failure))
                    .isInstanceOf(DamagedException.class)
                    .hasMessageContaining(bad.getFileName().toString());
            Path packs = home.resolve("disk/night/2026-11/packs");
            assertThat(packs).isDirectoryNotContaining(p -> p.getFileName().equals(bad.getFileName()));
            // the others arrived all the same
            assertThat(Files.list(packs)).hasSize(2);
            assertThat(home.resolve("disk/night/2026-11/backups/20261102T220003Z/manifest.json"))
                    .doesNotExist();
        }
    }

    @Test
    void aPackThatRottedAtTheTargetUnnoticedIsFoundAndSentAgain() throws Exception {
        try (Office office = new Office(home, disk())) {
            Job job = office.captured("20261102T220003Z", 2);
            Path there = home.resolve("disk/night/2026-11/packs")
                    .resolve(office.backups.packs().get(0).getFileName());
            Files.createDirectories(there.getParent());
            Files.write(there, new byte[(int) Files.size(office.backups.packs().get(0))]);

            Copy first = office.send(job).get("disk");
            Copy again = office.send(job).get("disk");

            assertThat(first.state()).isEqualTo(CopyState.WAITING);
            assertThat(first.message()).hasValueSatisfying(m -> assertThat(m).contains("it came back as"));
            assertThat(again.state()).isEqualTo(CopyState.VERIFIED);
            assertSameTree(home.resolve("disk"));
        }
    }

    @Test
    void aPackThatWasThereBeforeIsReadBackInsteadOfSent() throws Exception {
        try (Office office = new Office(home, disk())) {
            Job job = office.captured("20261102T220003Z", 2);
            Path there = home.resolve("disk/night/2026-11/packs")
                    .resolve(office.backups.packs().get(0).getFileName());
            Files.createDirectories(there.getParent());
            Files.copy(office.backups.packs().get(0), there);

            Copy copy = office.send(job).get("disk");

            // the other pack, runbook and script, index, report, sums, manifest
            assertThat(copy.message()).hasValueSatisfying(m -> assertThat(m).contains("7 object(s)"));
        }
    }

    private Settings.Target disk() throws Exception {
        return Targets.target(
                "disk",
                "directory",
                "path",
                Files.createDirectories(home.resolve("disk")).toString());
    }

    private void assertSameTree(Path target) throws Exception {
        Path repository = home.resolve("repository");
        assertThat(Office.filesBelow(target)).isEqualTo(Office.filesBelow(repository));
        for (Path file : Office.filesBelow(repository)) {
            assertThat(target.resolve(file)).hasSameBinaryContentAs(repository.resolve(file));
        }
    }
}
