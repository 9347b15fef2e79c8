package org.caravana.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.caravana.repository.Sha256;
import org.caravana.repository.StopSignal;
import org.caravana.repository.StoppedException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The server's own SHA-256 of what was sent, by a command over OpenSSH's server. */
class ServerHashTest {
    private static final String OBJECT = "p/2026-11/packs/a.tar-1.zst";

    @TempDir
    Path scratch;

    private final AtomicLong now = new AtomicLong();
    private OpenSsh server;
    private TargetContext routes;

    @BeforeEach
    void start() throws Exception {
        assumeTrue(OpenSsh.isThere(), "no sshd on this machine");
        server = OpenSsh.start(scratch.resolve("ssh"));
    }

    @Test
    void whatTheServerHashedCountsAsHashed() throws Exception {
        use("sha256sum");

        assertThat(put()).containsEntry(TargetHeaders.VERIFIED, "HASHED");
        assertThat(root().resolve(OBJECT)).hasSize(3_000_000);
    }

    @Test
    void whatTheServerHashedOtherwiseGetsNoName() throws Exception {
        use("printf %064d 0 #");

        Throwable failure = catchThrowable(this::put);

        assertThat(failure).rootCause().hasMessageContaining(OBJECT).hasMessageContaining("its SHA-256 at the server");
        assertThat(root().resolve(OBJECT)).doesNotExist();
    }

    @Test
    void aCommandThatFailsProvesNothing() throws Exception {
        use("false");

        assertThat(put()).doesNotContainKey(TargetHeaders.VERIFIED);
        assertThat(root().resolve(OBJECT)).hasSize(3_000_000);
    }

    @Test
    void anAccountWithoutCommandsProvesNothing() throws Exception {
        server.refuseCommands();
        use("sha256sum");

        assertThat(put()).doesNotContainKey(TargetHeaders.VERIFIED);
        assertThat(root().resolve(OBJECT)).hasSize(3_000_000);
    }

    @Test
    void withoutASettingTheServerIsAskedForItsSha256sum() throws Exception {
        use("auto");

        assertThat(put()).containsEntry(TargetHeaders.VERIFIED, "HASHED");
        assertThat(root().resolve(OBJECT)).hasSize(3_000_000);
    }

    @Test
    void whoTrustsNoServerAsksNone() throws Exception {
        use("none");

        assertThat(put()).doesNotContainKey(TargetHeaders.VERIFIED);
    }

    @Test
    void withoutASettingAnAccountWithoutCommandsIsReadBack() throws Exception {
        server.refuseCommands();
        use("auto");

        assertThat(put()).doesNotContainKey(TargetHeaders.VERIFIED);
        assertThat(put()).doesNotContainKey(TargetHeaders.VERIFIED);
        assertThat(root().resolve(OBJECT)).hasSize(3_000_000);
    }

    @Test
    void anAnswerWithMoreWordsThanTheSumsIsNone() throws Exception {
        server.answerCommandsBy("echo Welcome; eval \"$SSH_ORIGINAL_COMMAND\"");
        use("auto");

        assertThat(put()).doesNotContainKey(TargetHeaders.VERIFIED);
    }

    @Test
    void anAnswerToEverythingProvesNothing() throws Exception {
        server.answerCommandsBy("printf '%064d  -\\n%064d  x\\n' 0 0");
        use("auto");

        assertThat(put()).doesNotContainKey(TargetHeaders.VERIFIED);
    }

    @Test
    void withoutASettingWhatTheServerHashedOtherwiseGetsNoName() throws Exception {
        server.answerCommandsBy("echo of something else > '" + scratch + "/else'; read -r salt;"
                + " printf %s \"$salt\" | sha256sum - '" + scratch + "/else'; echo");
        use("auto");

        Throwable failure = catchThrowable(this::put);

        assertThat(failure).rootCause().hasMessageContaining(OBJECT).hasMessageContaining("its SHA-256 at the server");
        assertThat(root().resolve(OBJECT)).doesNotExist();
    }

    @Test
    void oneCommandAnswersForAllThatAConnectionCarries() throws Exception {
        server.answerCommandsBy("echo >> '" + scratch + "/commands'; eval \"$SSH_ORIGINAL_COMMAND\"");
        use("auto");

        for (int i = 0; i < 3; i++) {
            assertThat(put()).containsEntry(TargetHeaders.VERIFIED, "HASHED");
        }

        assertThat(Files.size(scratch.resolve("commands"))).isEqualTo(1);
    }

    @Test
    void aShellThatEndedWhileAPackTravelledIsOpenedAnew() throws Exception {
        server.answerCommandsBy("read -r salt; IFS= read -r file; printf %s \"$salt\" | sha256sum - \"$file\"; echo");
        use("auto");

        for (int i = 0; i < 3; i++) {
            assertThat(put()).containsEntry(TargetHeaders.VERIFIED, "HASHED");
        }
    }

    @Test
    void aShellThatEndedBeforeItWasAskedIsOpenedAnew() throws Exception {
        server.answerCommandsBy("[ -e '" + scratch + "/first' ] || { : > '" + scratch + "/first'; exit 0; };"
                + " eval \"$SSH_ORIGINAL_COMMAND\"");
        use("auto");

        assertThat(put()).containsEntry(TargetHeaders.VERIFIED, "HASHED");
    }

    @Test
    void aServerThatEndsTheConnectionAtACommandIsLeftAlone() throws Exception {
        server.answerCommandsBy("kill -9 $PPID");
        use("auto");

        catchThrowable(this::put);
        catchThrowable(this::put);

        assertThat(put()).doesNotContainKey(TargetHeaders.VERIFIED);
        assertThat(root().resolve(OBJECT)).hasSize(3_000_000);
    }

    @Test
    @Timeout(15)
    void aShellThatSeesOtherFoldersIsKnownAtOnce() throws Exception {
        server.answerCommandsBy("while read -r salt && IFS= read -r file; do"
                + " printf %s \"$salt\" | sha256sum - \"/nowhere$file\"; echo; done");
        use("auto");

        assertThat(put()).doesNotContainKey(TargetHeaders.VERIFIED);
    }

    @Test
    void anEchoOfTheQuestionIsNoAnswer() throws Exception {
        server.answerCommandsBy("cat");
        use("auto");

        assertThat(put()).doesNotContainKey(TargetHeaders.VERIFIED);
    }

    @Test
    void aServerWithoutTheProgramIsReadBack() throws Exception {
        server.answerCommandsBy("PATH=/nowhere; eval \"$SSH_ORIGINAL_COMMAND\"");
        use("auto");

        assertThat(put()).doesNotContainKey(TargetHeaders.VERIFIED);
    }

    @Test
    void aServerThatIsSilentOnceIsNotAskedAgainForADay() {
        HashAnswers answers = new HashAnswers(now::get);

        answers.unanswered("annex.example");

        assertThat(answers.isAsked()).isFalse();
        now.addAndGet(Duration.ofHours(23).toNanos());
        assertThat(answers.isAsked()).isFalse();
        now.addAndGet(Duration.ofHours(1).toNanos());
        assertThat(answers.isAsked()).isTrue();
    }

    @Test
    void aLineThatBreaksAtTheQuestionIsNoAnswerOnlyTheSecondTime() {
        HashAnswers answers = new HashAnswers(now::incrementAndGet);
        answers.broke("annex.example", answers.now());
        assertThat(answers.isAsked()).isTrue();
        answers.answered();
        answers.broke("annex.example", answers.now());
        assertThat(answers.isAsked()).isTrue();

        answers.broke("annex.example", answers.now());

        assertThat(answers.isAsked()).isFalse();
    }

    @Test
    void aLineThatTakesAllItsConnectionsWithItBrokeOnce() {
        HashAnswers answers = new HashAnswers(now::incrementAndGet);
        long first = answers.now();
        long second = answers.now();

        answers.broke("annex.example", first);
        answers.broke("annex.example", second);

        assertThat(answers.isAsked()).isTrue();
    }

    @Test
    void whatWeOurselvesStopIsNoAnswer() throws Exception {
        use("auto", "bandwidth", "1000000");
        TargetLines lines = routes.camel().getRegistry().findSingleByType(TargetLines.class);
        for (int i = 0; i < 3; i++) {
            AtomicInteger portions = new AtomicInteger();
            lines.heed("annex", () -> {
                if (portions.incrementAndGet() > 100) {
                    throw new StoppedException("cancelled in the middle of the pack");
                }
            });
            assertThat(catchThrowable(this::put)).rootCause().isInstanceOf(StoppedException.class);
        }
        lines.heed("annex", StopSignal.NEVER);

        assertThat(put()).containsEntry(TargetHeaders.VERIFIED, "HASHED");
    }

    @Test
    void aFolderThatVanishedIsMadeAnew() throws Exception {
        use("sha256sum");
        put();
        Files.move(root(), scratch.resolve("away"));

        assertThat(put()).containsEntry(TargetHeaders.VERIFIED, "HASHED");
        assertThat(root().resolve(OBJECT)).hasSize(3_000_000);
    }

    @Test
    void aNameIsNeitherAnOptionNorPartOfTheCommand() {
        assertThat(HashQuestion.notAnOption("-c")).isEqualTo("./-c");
        assertThat(HashCommand.quoted("a'; reboot; '")).isEqualTo("'a'\\''; reboot; '\\'''");
    }

    /** In a folder that a shell would take apart. */
    private Path root() {
        return scratch.resolve("o'brien $HOME `x`");
    }

    private void use(String command, String... more) throws Exception {
        String[] settings = Stream.concat(Stream.of("hash-command", command), Stream.of(more))
                .toArray(String[]::new);
        routes = new TargetContext(Targets.openSsh("annex", server, root(), settings));
    }

    private Map<String, Object> put() throws Exception {
        Path file = Files.write(scratch.resolve("pack"), new byte[3_000_000]);
        return routes.put("annex", OBJECT, file, Sha256.hex(file));
    }

    @AfterEach
    void stop() throws Exception {
        if (routes != null) {
            routes.close();
        }
        if (server != null) {
            server.close();
        }
    }
}
