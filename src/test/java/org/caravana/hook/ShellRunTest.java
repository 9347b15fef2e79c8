package org.caravana.hook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.caravana.repository.StopSignal;
import org.caravana.repository.StoppedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ShellRunTest {
    private static final Duration LONG = Duration.ofMinutes(5);

    @TempDir
    Path temp;

    @Test
    void theShellRunsItWithItsEnvironmentAndGivesWhatItPrinted() {
        assertThat(run("echo \"$CARAVANA_PLAN\" | tr a-z A-Z; echo err >&2", LONG)
                        .run(StopSignal.NEVER))
                .isEqualTo("NIGHTLY\nerr");
    }

    @Test
    void itReadsNothing() {
        assertThat(run("cat", LONG).run(StopSignal.NEVER)).isEmpty();
    }

    @Test
    void anotherCodeIsAFailureWithTheLastOfItsWords() {
        assertThatThrownBy(() -> run("yes first | head -100000; echo last words >&2; exit 75", LONG)
                        .run(StopSignal.NEVER))
                .hasMessageContaining("plan.nightly.run-before ended with code 75")
                .hasMessageContaining("last words")
                .hasMessageContaining("HINT:")
                .satisfies(e -> assertThat(e.getMessage().length()).isLessThan(2000))
                .asInstanceOf(InstanceOfAssertFactories.type(CommandFailedException.class))
                .returns(75, CommandFailedException::exitCode);
    }

    @Test
    void oneThatTakesTooLongIsEndedWithAllThatItStarted() throws Exception {
        assertThatThrownBy(() -> run("sleep 1000 & echo $! >" + pid() + "; wait", Duration.ofSeconds(1))
                        .run(StopSignal.NEVER))
                .isInstanceOf(CommandFailedException.class)
                .hasMessageContaining("took longer than 1 s");
        assertThat(childLives()).isFalse();
    }

    @Test
    void aStopEndsItWithAllThatItStarted() throws Exception {
        StopSignal stop = () -> {
            if (Files.exists(pid())) {
                throw new StoppedException("cancelled");
            }
        };
        assertThatThrownBy(() ->
                        run("sleep 1000 & echo $! >" + pid() + "; wait", LONG).run(stop))
                .isInstanceOf(StoppedException.class);
        assertThat(childLives()).isFalse();
    }

    @Test
    void whatItLeavesInTheBackgroundDoesNotHoldItUp() {
        assertThat(run("sleep 30 & echo begun", LONG).run(StopSignal.NEVER)).isEqualTo("begun");
    }

    private Path pid() {
        return temp.resolve("pid");
    }

    private boolean childLives() throws Exception {
        long child = Long.parseLong(Files.readString(pid()).strip());
        return ProcessHandle.of(child).filter(ProcessHandle::isAlive).isPresent();
    }

    private static ShellRun run(String command, Duration timeout) {
        return new ShellRun("plan.nightly.run-before", command, Map.of("CARAVANA_PLAN", "nightly"), timeout);
    }
}
