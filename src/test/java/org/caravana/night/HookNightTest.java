package org.caravana.night;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.caravana.cli.JobControl;
import org.caravana.cli.JobReport;
import org.caravana.cli.Shell;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Nights with commands before and after the capture. */
@Timeout(180)
class HookNightTest {
    @TempDir
    Path root;

    private Town town;
    private Path log;

    @BeforeEach
    void open() throws Exception {
        town = new Town(root);
        log = root.resolve("log");
        town.set("plan.nightly.run-before", note("before"));
        town.set("plan.nightly.run-after", note("after"));
        town.set("plan.nightly.run-on-failure", note("failure"));
    }

    @AfterEach
    void close() throws IOException {
        town.close();
    }

    @Test
    void aSnapshotThatIsThereOnlyMeanwhileIsCapturedAndReleased() throws Exception {
        Path snapshot = root.resolve("snapshot");
        town.set("directory.systems.path", snapshot.toString());
        town.set(
                "plan.nightly.run-before",
                "cp -a '" + town.systems() + "' '" + snapshot + "' && echo frozen && " + note("before"));
        town.set("plan.nightly.run-after", "rm -r '" + snapshot + "' && " + note("after"));

        Shell run = town.command("run", "nightly");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.err()).containsSubsequence("run-before done: frozen", "capture began", "run-after done");
        assertThat(log).content().isEqualTo("before nightly CREATED\nafter nightly RUNNING\n");
        assertThat(snapshot).doesNotExist();
        assertThat(Town.content(root.resolve("data/hooks"))).isEmpty();

        Path to = root.resolve("to");
        assertThat(town.command("restore", "latest", "--to", to.toString()).code())
                .isZero();
        assertThat(Town.content(to.resolve("systems"))).isEqualTo(Town.content(town.systems()));
    }

    @Test
    void exitCode75LeavesThisFiringOutAndPeopleAreTold() throws Exception {
        town.set("plan.nightly.run-before", note("before") + "; echo month closing; exit 75");
        Shell run = town.command("run", "nightly");

        assertThat(run.code()).as(run.err()).isEqualTo(6);
        assertThat(run.out()).startsWith("ABORTED (skipped: ").contains("month closing");
        assertThat(log).content().isEqualTo("before nightly CREATED\nafter nightly CREATED\n");
        Watch.until(town.mail::messages, mails -> mails.size() == 1);
        assertThat(town.mail.messages().get(0).getSubject()).contains("ABORTED");
        assertThat(Town.content(town.repository())).isEmpty();
    }

    @Test
    void anotherExitCodeFailsTheJobInTheCommandsOwnWords() throws Exception {
        town.set("plan.nightly.run-before", "echo no room in the volume group >&2; exit 5");
        Shell run = town.command("run", "nightly");

        assertThat(run.code()).as(run.err()).isEqualTo(6);
        assertThat(run.out()).startsWith("FAILED").contains("code 5", "no room in the volume group", "HINT:");
        Watch.until(() -> Files.readString(log), text -> text.contains("failure nightly FAILED"));
        assertThat(log).content().isEqualTo("after nightly CREATED\nfailure nightly FAILED\n");
    }

    @Test
    void aCaptureThatFailsIsFollowedByAfterEachTime() throws Exception {
        town.databaseUserMayNotDump();
        town.set("plan.nightly.sources", "conan").set("retry.capture-tries", "2");
        assertThat(town.command("run", "nightly").code()).isEqualTo(6);

        Watch.until(() -> Files.readString(log), text -> text.contains("failure"));
        assertThat(log).content().isEqualTo("""
                before nightly CREATED
                after nightly RUNNING
                before nightly RUNNING
                after nightly RUNNING
                failure nightly FAILED
                """);
    }

    @Test
    void aLostMountIsFoundAfterBeforeAndReleasedBeforeTheNextTry() throws Exception {
        Path late = root.resolve("late");
        town.set("directory.systems.path", late.toString());
        try (JobControl control = town.open()) {
            long id = control.run("nightly", false).id();
            Watch.until(
                    () -> Files.exists(log) ? Files.readString(log) : "",
                    text -> text.lines().filter("after nightly CREATED"::equals).count() >= 2);
            Town.files(late);
            assertThat(Watch.untilEnded(control, id).state()).isEqualTo("COMPLETED");
        }
        assertThat(Files.readString(log))
                .startsWith("before nightly CREATED\nafter nightly CREATED\nbefore nightly CREATED\n")
                .endsWith("before nightly CREATED\nafter nightly RUNNING\n");
    }

    @Test
    void aCancelledCaptureIsReleased() throws Exception {
        town.endlessDump();
        try (JobControl control = town.open()) {
            long id = control.run("nightly", false).id();
            Watch.until(control, id, job -> job.state().equals("RUNNING"));
            control.cancel(id);
            assertThat(Watch.untilEnded(control, id).state()).isEqualTo("ABORTED");
        }
        assertThat(log).content().isEqualTo("before nightly CREATED\nafter nightly ABORTING\n");
    }

    @Test
    void aCancelEndsACommandThatTakesLong() throws Exception {
        town.set("plan.nightly.run-before", note("before") + "; sleep 1000");
        try (JobControl control = town.open()) {
            long id = control.run("nightly", false).id();
            Watch.until(() -> Files.exists(log), there -> there);
            control.cancel(id);
            assertThat(Watch.untilEnded(control, id).state()).isEqualTo("ABORTED");
        }
        assertThat(log).content().isEqualTo("before nightly CREATED\nafter nightly ABORTING\n");
    }

    @Test
    void whatACrashLeftIsReleasedAtTheNextStart() throws Exception {
        Files.createDirectories(root.resolve("data/hooks"));
        Files.createFile(root.resolve("data/hooks/nightly.4711"));
        town.open().close();

        assertThat(log).content().isEqualTo("after nightly\n");
        assertThat(Town.content(root.resolve("data/hooks"))).isEmpty();
    }

    @Test
    void anAfterThatFailsLeavesTheBackupWholeIsToldAndTriedOnceMore() throws Exception {
        town.set("plan.nightly.run-after", note("after") + "; echo still busy; exit 1");
        Shell run = town.command("run", "nightly");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).startsWith("COMPLETED (plan.nightly.run-after ended with code 1: still busy");
        Files.delete(log);

        town.set("plan.nightly.run-after", note("after"));
        assertThat(town.command("run", "nightly").out()).startsWith("COMPLETED  ");
        assertThat(log)
                .content()
                .startsWith("after nightly ")
                .endsWith("before nightly CREATED\nafter nightly RUNNING\n")
                .hasLineCount(3);
    }

    @Test
    void aPartialJobRunsTheCommandForFailures() throws Exception {
        town.databaseUserMayNotDump();
        JobReport ended;
        try (JobControl control = town.open()) {
            ended = Watch.untilEnded(control, control.run("nightly", false).id());
            Watch.until(() -> Files.readString(log), text -> text.contains("failure"));
        }
        assertThat(ended.state()).isEqualTo("PARTIAL");
        assertThat(log).content().endsWith("failure nightly PARTIAL\n");
    }

    private String note(String what) {
        return "echo " + what + " $CARAVANA_PLAN $CARAVANA_STATE >>'" + log + "'";
    }
}
