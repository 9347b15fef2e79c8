package org.caravana.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.caravana.demo.SftpServer;
import org.caravana.job.Copy;
import org.caravana.job.CopyState;
import org.caravana.job.Job;
import org.caravana.job.JobState;
import org.caravana.job.VerificationLevel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Copies over SFTP of a plan that is content with reading a share of the packs back. */
class SampledCopyTest {
    private static final int PACKS = 40;

    @TempDir
    Path home;

    private SftpServer server;

    @BeforeEach
    void start() throws Exception {
        server = SftpServer.start(home.resolve("sftp"), "caravana", "secret");
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    @Test
    void aShareOfThePacksIsReadBackAndTheCopySaysSo() throws Exception {
        try (Office office = office(20)) {
            Job job = office.captured("20261102T220003Z", PACKS);

            Copy copy = office.send(job).get("annex");

            assertThat(copy.state()).isEqualTo(CopyState.VERIFIED);
            assertThat(copy.level()).isEqualTo(VerificationLevel.SAMPLED);
            assertThat(copy.checked()).isEqualTo("SAMPLED 20 %");
            assertThat(copy.message().orElseThrow()).contains("verified (SAMPLED 20 %)");
            assertThat(notCompared()).hasSizeBetween(1, PACKS - 1).allMatch(line -> line.contains("/packs/"));
            assertThat(office.jobs.current(job).state()).isEqualTo(JobState.COMPLETED);
        }
    }

    @Test
    void aLaterCopyThatNeedsThemIsNoBetter() throws Exception {
        try (Office office = office(1)) {
            office.send(office.captured("20261102T220003Z", PACKS));

            Copy next = office.send(office.captured("20261103T220003Z", 0)).get("annex");

            assertThat(next.level()).isEqualTo(VerificationLevel.SAMPLED);
            assertThat(office.puts()).as("nothing twice").doesNotHaveDuplicates();
        }
    }

    @Test
    void withoutTheSettingEverythingIsReadBack() throws Exception {
        try (Office office = office(100)) {
            Copy copy = office.send(office.captured("20261102T220003Z", 3)).get("annex");

            assertThat(copy.checked()).isEqualTo("HASHED");
            assertThat(notCompared()).isEmpty();
        }
    }

    private Office office(int readBack) throws Exception {
        return new Office(home, readBack, Targets.sftp("annex", server, home));
    }

    private List<String> notCompared() throws Exception {
        try (var lines = Files.lines(home.resolve("data/delivered/annex/night/2026-11"))) {
            return lines.filter(line -> line.endsWith(" sent")).toList();
        }
    }
}
