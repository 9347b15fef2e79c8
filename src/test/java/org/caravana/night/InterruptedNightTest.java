package org.caravana.night;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.sshd.sftp.server.FileHandle;
import org.apache.sshd.sftp.server.SftpFileSystemAccessor;
import org.apache.sshd.sftp.server.SftpSubsystemProxy;
import org.caravana.cli.JobControl;
import org.caravana.cli.JobReport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Nights that a person, a fault or the end of the process cuts into. */
@Timeout(180)
class InterruptedNightTest {
    @TempDir
    Path root;

    private Town town;

    @BeforeEach
    void open() throws Exception {
        town = new Town(root);
    }

    @AfterEach
    void close() throws IOException {
        town.close();
    }

    @Test
    void aJobThatIsNotReadyStaysCreatedAndStartsWhenItIs() throws Exception {
        Path late = root.resolve("late");
        town.set("directory.systems.path", late.toString());
        try (JobControl control = town.open()) {
            long id = control.run("nightly", false).id();
            JobReport waiting = Watch.until(control, id, job -> tries(job, "not ready") >= 2);
            assertThat(waiting.state()).isEqualTo("CREATED");
            assertThat(waiting.events()).anyMatch(e -> e.message().contains("HINT:"));

            Town.files(late);
            JobReport ended = Watch.untilEnded(control, id);
            assertThat(ended.state()).isEqualTo("COMPLETED");
            assertThat(states(ended)).containsSubsequence("CREATED", "RUNNING", "COMPLETED");
        }
    }

    @Test
    void aCaptureIsCancelledAndLeavesNothingHalfWritten() throws Exception {
        Path endless = town.endlessDump();
        try (JobControl control = town.open()) {
            long id = control.run("nightly", false).id();
            Watch.until(control, id, job -> job.state().equals("RUNNING"));
            assertThat(control.cancel(id).state()).isIn("ABORTING", "ABORTED");
            JobReport ended = Watch.untilEnded(control, id);

            assertThat(ended.state()).isEqualTo("ABORTED");
            nothingHalfWritten(town.repository());
            assertThat(Town.content(town.atAnnex())).isEmpty();

            Files.delete(endless);
            assertThat(Watch.untilEnded(control, control.run("nightly", false).id())
                            .state())
                    .isEqualTo("COMPLETED");
        }
    }

    @Test
    void aCopyIsCancelledBetweenObjectsAndLeavesNoManifest() throws Exception {
        CountDownLatch sending = new CountDownLatch(1);
        CountDownLatch cancelled = new CountDownLatch(1);
        town.annexGone();
        town.annexBack(onOpen(file -> {
            sending.countDown();
            await(cancelled);
        }));
        try (JobControl control = town.open()) {
            long id = control.run("nightly", false).id();
            await(sending);
            control.cancel(id);
            cancelled.countDown();
            JobReport ended = Watch.untilEnded(control, id);

            assertThat(ended.state()).isEqualTo("ABORTED");
            assertThat(ended.copies())
                    .filteredOn(copy -> copy.target().equals("annex"))
                    .allMatch(copy -> copy.state().equals("DISCARDED"));
            assertThat(Town.content(town.atAnnex()).keySet())
                    .noneMatch(name -> name.endsWith("manifest.json"))
                    .noneMatch(name -> name.endsWith(".part"));
        }
    }

    @Test
    void eachLegIsTriedAgainByItselfUntilItsTargetIsBack() throws Exception {
        AtomicInteger faults = new AtomicInteger(5);
        town.annexGone();
        town.annexBack(onOpen(file -> {
            if (faults.getAndDecrement() > 0) {
                throw new IOException("the disk is away");
            }
        }));
        town.set("target.annex.transfers", "1");
        try (JobControl control = town.open()) {
            JobReport ended =
                    Watch.untilEnded(control, control.run("nightly", false).id());

            assertThat(ended.state()).isEqualTo("COMPLETED");
            assertThat(ended.events())
                    .filteredOn(e -> "cloud".equals(e.target()))
                    .extracting(JobReport.EventReport::state)
                    .containsExactly("SENDING", "VERIFIED");
            assertThat(ended.events())
                    .filteredOn(e -> "annex".equals(e.target()) && e.message().startsWith("next try"))
                    .isNotEmpty();
        }
    }

    @Test
    void aLineThatBreaksOnceCostsNoTry() throws Exception {
        AtomicInteger faults = new AtomicInteger(1);
        town.annexGone();
        town.annexBack(onOpen(file -> {
            if (faults.getAndDecrement() > 0) {
                throw new IOException("the line broke");
            }
        }));
        try (JobControl control = town.open()) {
            JobReport ended =
                    Watch.untilEnded(control, control.run("nightly", false).id());

            assertThat(faults).hasNonPositiveValue();
            assertThat(ended.state()).isEqualTo("COMPLETED");
            assertThat(ended.events()).noneMatch(e -> e.message().contains("next try"));
        }
    }

    @Test
    void whatAShutdownCutOffGoesOnAfterwards() throws Exception {
        Path endless = town.endlessDump();
        long id;
        try (JobControl control = town.open()) {
            id = control.run("nightly", false).id();
            Watch.until(control, id, job -> job.state().equals("RUNNING"));
        }
        nothingHalfWritten(town.repository());
        Files.delete(endless);
        try (JobControl control = town.open()) {
            JobReport ended = Watch.untilEnded(control, id);
            assertThat(ended.state()).isEqualTo("COMPLETED");
            assertThat(ended.events()).anyMatch(e -> e.message().contains("cut off, due at once"));
        }
    }

    @Test
    void anErrorHandlerThatFailsHoldsNoJobUp() throws Exception {
        Path handlers = town.home().resolve("routes/errors/capture-failure.camel.yaml");
        String sound = Files.readString(handlers);
        String broken = sound.replaceAll(
                "- bean: \\{ ref: jobs, method: \"retryCapture.*",
                "- throwException: { exceptionType: java.lang.IllegalStateException, message: a broken handler }");
        assertThat(broken).isNotEqualTo(sound);
        Files.writeString(handlers, broken);
        town.databaseUserMayNotDump();
        town.set("plan.nightly.sources", "conan").set("retry.capture-tries", "2");
        try (JobControl control = town.open()) {
            JobReport ended =
                    Watch.untilEnded(control, control.run("nightly", false).id());

            assertThat(ended.state()).isEqualTo("FAILED");
            assertThat(tries(ended, "capture failed, next try")).isOne();
            assertThat(ended.reason()).contains("the work broke off", "a broken handler");
        }
    }

    @Test
    void anErrorHandlerThatFailsHoldsNoCopyUp() throws Exception {
        Path handlers = town.home().resolve("routes/errors/retry-later.camel.yaml");
        String sound = Files.readString(handlers);
        String broken = sound.replaceAll(
                "- bean: \\{ ref: copyStates, method: \"postpone.*",
                "- throwException: { exceptionType: java.lang.IllegalStateException, message: a broken handler }");
        assertThat(broken).isNotEqualTo(sound);
        Files.writeString(handlers, broken);
        AtomicInteger faults = new AtomicInteger(5);
        town.annexGone();
        town.annexBack(onOpen(file -> {
            if (faults.getAndDecrement() > 0) {
                throw new IOException("the disk is away");
            }
        }));
        town.set("target.annex.transfers", "1");
        try (JobControl control = town.open()) {
            JobReport ended =
                    Watch.untilEnded(control, control.run("nightly", false).id());

            assertThat(ended.state()).isEqualTo("COMPLETED");
            assertThat(ended.events())
                    .anyMatch(e -> "annex".equals(e.target()) && e.message().contains("the work broke off"));
        }
    }

    private static void nothingHalfWritten(Path repository) throws IOException {
        assertThat(Town.content(repository).keySet())
                .noneMatch(name -> name.endsWith(".part"))
                .noneMatch(name -> name.endsWith("manifest.json"));
    }

    private static long tries(JobReport job, String words) {
        return job.events().stream().filter(e -> e.message().contains(words)).count();
    }

    private static List<String> states(JobReport job) {
        return job.events().stream()
                .filter(e -> e.target() == null)
                .map(JobReport.EventReport::state)
                .toList();
    }

    private interface Fault {
        void strike(Path file) throws IOException;
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A server that has something done whenever a file is opened for writing. */
    private static SftpFileSystemAccessor onOpen(Fault fault) {
        return new SftpFileSystemAccessor() {
            @Override
            public SeekableByteChannel openFile(
                    SftpSubsystemProxy subsystem,
                    FileHandle handle,
                    Path file,
                    String name,
                    Set<? extends OpenOption> options,
                    FileAttribute<?>... attributes)
                    throws IOException {
                if (file.toString().endsWith(".part")) {
                    fault.strike(file);
                }
                return SftpFileSystemAccessor.super.openFile(subsystem, handle, file, name, options, attributes);
            }
        };
    }
}
