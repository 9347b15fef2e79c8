package org.caravana.dump;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.caravana.config.Secret;
import org.caravana.dump.DumpFailedException.Reason;
import org.caravana.repository.StopSignal;
import org.caravana.repository.StoppedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ToolRunTest {
    private static final String CANARY = "canary-7d1f";

    @TempDir
    Path temp;

    private final ByteArrayOutputStream taken = new ByteArrayOutputStream();

    @Test
    void streamsWhatTheProgramPrints() throws IOException {
        run("head -c 1000000 /dev/zero; printf end").output(this::take);
        assertThat(taken.size()).isEqualTo(1_000_003);
        assertThat(taken.toString(StandardCharsets.UTF_8)).endsWith("\0end");
    }

    @Test
    void aProgramThatFailsAfterItsOutputFailsInItsOwnWords() {
        assertThatThrownBy(() -> run("echo out; echo 'pg_dump: error: disk on fire' >&2; exit 3")
                        .output(this::take))
                .isInstanceOf(DumpFailedException.class)
                .hasMessageContaining("code 3")
                .hasMessageContaining("disk on fire");
        assertThat(taken.toString(StandardCharsets.UTF_8)).isEqualTo("out\n");
    }

    @Test
    void manyComplaintsDoNotBlockAndTheLastAreKept() {
        assertThatThrownBy(() -> run("head -c 3000000 /dev/zero | tr '\\0' e >&2; echo last words >&2; exit 1")
                        .output(this::take))
                .hasMessageContaining("last words")
                .satisfies(e -> assertThat(e.getMessage().length()).isLessThan(3000));
    }

    @Test
    void aMissingProgramIsNamedWithItsPackage() {
        ToolCommand none = new ToolCommand(List.of("/nowhere/pg_dump"), Map.of(), Map.of(), "postgresql-client");
        assertThatThrownBy(() -> new ToolRun(none, StopSignal.NEVER).output(this::take))
                .isInstanceOfSatisfying(DumpFailedException.class, e -> assertThat(e.retryable())
                        .isFalse())
                .hasMessageContaining("/nowhere/pg_dump")
                .hasMessageContaining("postgresql-client");
    }

    @Test
    void aProgramThatWaitsIsStopped() throws IOException {
        AtomicBoolean started = new AtomicBoolean();
        StopSignal stop = () -> {
            if (started.get()) {
                throw new StoppedException("cancelled");
            }
        };
        Path pid = temp.resolve("pid");
        ToolRun run = new ToolRun(sh("echo $$ > " + pid + "; echo begun; exec sleep 600"), stop);
        assertThatThrownBy(() -> run.output(out -> {
                    started.set(true);
                    take(out);
                }))
                .isInstanceOf(StoppedException.class);
        assertEnded(pid);
    }

    @Test
    void aProgramDoesNotOutliveAConsumerThatFails() throws IOException {
        Path pid = temp.resolve("pid");
        ToolRun run = new ToolRun(sh("echo $$ > " + pid + "; echo begun; exec sleep 600"), StopSignal.NEVER);
        assertThatThrownBy(() -> run.output(out -> {
                    out.read(ByteBuffer.allocate(3));
                    throw new IOException("no room");
                }))
                .hasMessage("no room");
        assertEnded(pid);
    }

    @Test
    void feedsAProgramToTheEnd() throws IOException {
        byte[] much = new byte[500_000];
        run("cat > " + temp.resolve("fed")).input(new ByteArrayInputStream(much));
        assertThat(temp.resolve("fed")).hasSize(500_000);
    }

    @Test
    void aProgramThatStopsReadingSaysWhyItself() {
        assertThatThrownBy(
                        () -> run("echo 'wrong input' >&2; exit 1").input(new ByteArrayInputStream(new byte[500_000])))
                .isInstanceOf(DumpFailedException.class)
                .hasMessageContaining("wrong input");
    }

    @Test
    void aSourceThatFailsKillsTheProgramBeforeItSeesAnEnd() {
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("pack damaged");
            }
        };
        assertThatThrownBy(() -> run("cat; echo done > " + temp.resolve("end")).input(broken))
                .hasMessage("pack damaged");
        assertThat(temp.resolve("end")).doesNotExist();
    }

    @Test
    void theSecretIsInTheEnvironmentAndNowhereElse() throws IOException {
        ToolCommand command = sh("printf %s \"$PGPASSWORD\"; echo \"password is $PGPASSWORD\" >&2; exit 1");
        assertThatThrownBy(() -> new ToolRun(command, StopSignal.NEVER).output(this::take))
                .hasMessageContaining("password is ******")
                .hasMessageNotContaining(CANARY);
        assertThat(taken).hasToString(CANARY);
        assertThat(command.toString()).doesNotContain(CANARY);
        assertThat(command.words()).noneMatch(w -> w.contains(CANARY));
    }

    @Test
    void complaintsAreSortedByWhatCanBeDone() {
        assertReason("connection to server at \"x\", port 5432 failed: Connection refused", Reason.UNREACHABLE);
        assertReason("connection to server failed: FATAL:  the database system is starting up", Reason.UNREACHABLE);
        assertReason("connection failed: FATAL:  password authentication failed for user \"b\"", Reason.REFUSED);
        assertReason("connection failed: fe_sendauth: no password supplied", Reason.REFUSED);
        assertReason("connection failed: FATAL:  database \"x\" does not exist", Reason.SETTINGS);
        assertReason("aborting because of server version mismatch", Reason.SETTINGS);
        assertReason("something else", Reason.OTHER);
    }

    private static void assertReason(String words, Reason reason) {
        assertThat(Complaint.of("pg_dump", 1, words).reason()).as(words).isEqualTo(reason);
    }

    private void assertEnded(Path pid) throws IOException {
        long number = Long.parseLong(Files.readString(pid).strip());
        assertThat(ProcessHandle.of(number).filter(ProcessHandle::isAlive)).isEmpty();
    }

    private void take(ReadableByteChannel out) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(70_000);
        while (out.read(buffer.clear()) >= 0) {
            taken.write(buffer.array(), 0, buffer.position());
        }
    }

    private static ToolRun run(String script) {
        return new ToolRun(sh(script), StopSignal.NEVER);
    }

    private static ToolCommand sh(String script) {
        return new ToolCommand(
                List.of("/bin/sh", "-c", script),
                Map.of("LC_ALL", "C"),
                Map.of("PGPASSWORD", new Secret(CANARY)),
                "sh");
    }
}
