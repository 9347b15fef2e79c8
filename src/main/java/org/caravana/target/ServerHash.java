package org.caravana.target;

import com.jcraft.jsch.ChannelExec;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.Session;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The SHA-256 of a file as its server computes it, by a command over SSH. */
final class ServerHash {
    /** The command that is tried where none is set. */
    static final String AUTOMATIC = "auto";

    /** In place of a command: the server is not asked. */
    static final String NONE = "none";

    private static final Logger LOG = LoggerFactory.getLogger(ServerHash.class);

    /** More than two sums and two names is no answer, bytes. */
    private static final int LONGEST = 16 * 1024;

    /** How long a server that nobody vouched for has for its answer, besides a second for so many bytes. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final long BYTES_A_SECOND = 4 * 1024 * 1024;

    /** Longer than any connection lives. */
    private static final Duration NO_LIMIT = Duration.ofDays(1);

    private final Session session;
    private final String command;
    private final HashAnswers answers;

    /** @param command {@link #AUTOMATIC}, {@link #NONE}, or one that somebody chose */
    ServerHash(Session session, String command, HashAnswers answers) {
        this.session = session;
        this.command = command;
        this.answers = answers;
    }

    /**
     * 64 hex digits; empty where the server runs no commands, or answers something else: then nothing is known.
     *
     * @param size of the file, bytes
     */
    Optional<String> of(String path, long size) {
        return switch (command) {
            case NONE -> Optional.empty();
            case AUTOMATIC -> answers.isAsked() ? proven(path, size) : Optional.empty();
            default -> given(path);
        };
    }

    private Optional<String> proven(String path, long size) {
        Optional<String> sum = ask(HashQuestion.proving(path), PATIENCE.plusSeconds(size / BYTES_A_SECOND));
        if (sum.isPresent()) {
            answers.answered();
        } else {
            answers.unanswered(session.getHost(), session.isConnected());
        }
        return sum;
    }

    private Optional<String> given(String path) {
        Optional<String> sum = ask(HashQuestion.given(command, path), NO_LIMIT);
        if (sum.isEmpty()) {
            LOG.info("'{}' at the server told no SHA-256, so {} is read back", command, path);
        }
        return sum;
    }

    private Optional<String> ask(HashQuestion question, Duration limit) {
        try {
            return question.sum(answer(question, limit));
        } catch (JSchException | IOException e) {
            LOG.debug("no answer to {}", question.command(), e);
            return Optional.empty();
        }
    }

    private String answer(HashQuestion question, Duration limit) throws JSchException, IOException {
        ChannelExec channel = (ChannelExec) session.openChannel("exec");
        CompletableFuture<Void> late = new CompletableFuture<>();
        late.completeOnTimeout(null, limit.toSeconds(), TimeUnit.SECONDS).thenRun(channel::disconnect);
        try {
            channel.setCommand(question.command());
            // an account that is held to SFTP gets its server here, which ends when nothing is asked
            channel.setInputStream(new ByteArrayInputStream(question.input()));
            InputStream out = channel.getInputStream();
            channel.connect(session.getTimeout());
            return new String(out.readNBytes(LONGEST), StandardCharsets.UTF_8);
        } finally {
            late.cancel(false);
            channel.disconnect();
        }
    }
}
