package org.caravana.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.caravana.config.Settings;
import org.caravana.job.Copy;
import org.caravana.job.CopyState;
import org.caravana.job.Job;
import org.caravana.job.JobState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RemovableDiskTest {
    @TempDir
    Path home;

    @Test
    void aDiskThatIsAwayHoldsNoJobOpenAndIsAnEventOnce() throws Exception {
        try (Office office = new Office(home, fixed(), usb())) {
            Job job = office.captured("20261102T220003Z", 2);

            office.send(job);
            office.send(job);
            Copy waiting = office.send(job).get("usb");

            assertThat(waiting.state()).isEqualTo(CopyState.WAITING);
            assertThat(waiting.away()).isTrue();
            assertThat(waiting.attempts()).isZero();
            assertThat(office.jobs.get(job.id()).state()).isEqualTo(JobState.COMPLETED);
            assertThat(office.jobs.events(job.id()))
                    .filteredOn(e -> e.message().contains("the disk is not connected"))
                    .hasSize(1);
            assertThat(office.jobs.events(job.id())).anyMatch(e -> e.message()
                    .equals("captured, and verified on 1 target(s); not connected and brought up to date later: usb"));
            assertThat(home.resolve("mnt/caravana")).as("never made").doesNotExist();
            assertThat(home.resolve("mnt")).isEmptyDirectory();
        }
    }

    @Test
    void aDiskThatIsConnectedAgainGetsWhatItLacksNewestFirst() throws Exception {
        try (Office office = new Office(home, fixed(), usb())) {
            Job first = office.captured("20261102T220003Z", 2);
            office.send(first);
            Job second = office.captured("20261103T220003Z", 1);
            office.send(second);
            Files.createDirectories(home.resolve("mnt/caravana"));

            office.send(second);

            assertThat(List.of(first, second))
                    .flatExtracting(job -> office.jobs.copies(job.id()))
                    .allSatisfy(copy -> assertThat(copy.state()).isEqualTo(CopyState.VERIFIED))
                    .noneMatch(Copy::away);
            assertThat(office.puts())
                    .filteredOn(name -> name.endsWith("manifest.json"))
                    .endsWith(
                            "night/2026-11/backups/20261103T220003Z/manifest.json",
                            "night/2026-11/backups/20261102T220003Z/manifest.json");
            assertThat(Office.filesBelow(home.resolve("mnt/caravana")))
                    .isEqualTo(Office.filesBelow(home.resolve("repository")));
            assertThat(office.jobs.events(first.id()))
                    .anyMatch(e -> e.message().equals("the disk is connected again; sending"));
        }
    }

    @Test
    void aBackupThatIsNowhereElseIsNoCompletedJob() throws Exception {
        try (Office office = new Office(home, usb())) {
            Job job = office.captured("20261102T220003Z", 1);

            office.send(job);

            Job ended = office.jobs.get(job.id());
            assertThat(ended.state()).isEqualTo(JobState.PARTIAL);
            assertThat(ended.reason()).contains("DISK_AWAY");
        }
    }

    @Test
    void aMissingFolderOfAnyOtherTargetIsAFailure() throws Exception {
        try (Office office = new Office(home, directory("share", home.resolve("share")))) {
            Job job = office.captured("20261102T220003Z", 1);

            Copy copy = office.send(job).get("share");

            assertThat(copy.away()).isFalse();
            assertThat(copy.attempts()).isOne();
            assertThat(copy.message()).hasValueSatisfying(m -> assertThat(m).contains("mount the disk"));
            assertThat(office.jobs.get(job.id()).state()).isEqualTo(JobState.RUNNING);
        }
    }

    private Settings.Target fixed() throws Exception {
        return directory("annex", Files.createDirectories(home.resolve("annex")));
    }

    /** The mount point is there, the folder on the disk is not. */
    private Settings.Target usb() throws Exception {
        Files.createDirectories(home.resolve("mnt"));
        return Targets.target(
                "usb",
                "directory",
                "removable",
                "true",
                "path",
                home.resolve("mnt/caravana").toString());
    }

    private static Settings.Target directory(String name, Path path) {
        return Targets.target(name, "directory", "path", path.toString());
    }
}
