package org.caravana.target;

import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.Session;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The SHA-256 of files as their server computes it, asked over one connection. Not thread-safe, as the connection. */
final class ServerHash {
    /** The command that is tried where none is set. */
    static final String AUTOMATIC = "auto";

    /** In place of a command: the server is not asked. */
    static final String NONE = "none";

    private static final Logger LOG = LoggerFactory.getLogger(ServerHash.class);

    /** How long a server that nobody vouched for has for its answer, besides a second for so many bytes. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final long BYTES_A_SECOND = 4 * 1024 * 1024;

    private final Session session;
    private final HashAnswers answers;
    private final long made;
    private HashShell shell;

    ServerHash(Session session, HashAnswers answers) {
        this.session = session;
        this.answers = answers;
        this.made = answers.now();
    }

    /** Lets the server start its shell while the file travels, for a login may be slow to start. */
    void prepare(String command) {
        if (command.equals(AUTOMATIC) && shell == null && answers.isAsked() && !open()) {
            unanswered();
        }
    }

    /** The line broke under the file. A server that ends the whole connection at a command is left alone in time. */
    void broken() {
        if (shell != null && !shell.proved()) {
            answers.broke(session.getHost(), made);
        }
    }

    private void unanswered() {
        if (session.isConnected()) {
            answers.unanswered(session.getHost());
        } else {
            answers.broke(session.getHost(), made);
        }
    }

    private boolean open() {
        try {
            shell = new HashShell(session, PATIENCE);
            return true;
        } catch (JSchException | IOException e) {
            LOG.debug("{} runs no commands", session.getHost(), e);
            return false;
        }
    }

    /**
     * 64 hex digits; empty where the server runs no commands, or answers something else: then nothing is known.
     *
     * @param command {@link #AUTOMATIC}, {@link #NONE}, or one that somebody chose
     * @param size of the file, bytes
     */
    Optional<String> of(String command, String path, long size) {
        return switch (command) {
            case NONE -> Optional.empty();
            case AUTOMATIC ->
                answers.isAsked()
                        ? HashQuestion.about(path).flatMap(question -> proven(question, size))
                        : Optional.empty();
            default -> given(new HashCommand(command), path);
        };
    }

    private Optional<String> proven(HashQuestion question, long size) {
        Duration limit = PATIENCE.plusSeconds(size / BYTES_A_SECOND);
        HashShell older = shell;
        boolean proved = older != null && older.proved();
        Optional<String> sum = ask(question, limit);
        if (sum.isEmpty() && (proved || older != null && older.ended())) {
            // servers end a shell that is idle for as long as a pack travels
            sum = ask(question, limit);
        }
        if (sum.isPresent()) {
            answers.answered();
        } else {
            unanswered();
        }
        return sum;
    }

    private Optional<String> ask(HashQuestion question, Duration limit) {
        if (shell == null && !open()) {
            return Optional.empty();
        }
        try {
            Optional<String> sum = shell.ask(question, limit);
            if (sum.isEmpty()) {
                closeShell();
            }
            return sum;
        } catch (IOException e) {
            LOG.debug("{} computes no SHA-256", session.getHost(), e);
            closeShell();
            return Optional.empty();
        }
    }

    private void closeShell() {
        if (shell != null) {
            shell.close();
            shell = null;
        }
    }

    private Optional<String> given(HashCommand command, String path) {
        Optional<String> sum;
        try {
            sum = command.of(session, path);
        } catch (JSchException | IOException e) {
            LOG.debug("no answer from '{}'", command.command(), e);
            sum = Optional.empty();
        }
        if (sum.isEmpty()) {
            LOG.info("'{}' at the server told no SHA-256, so {} is read back", command.command(), path);
        }
        return sum;
    }
}
