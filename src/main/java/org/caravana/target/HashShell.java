package org.caravana.target;

import com.jcraft.jsch.ChannelExec;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.Session;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StreamCorruptedException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/**
 * A shell at a server that answers one {@link HashQuestion} after the other, for as long as its connection lives: a
 * command for each would cost round trips, and a login's whole start.
 */
final class HashShell {
    /** Longer than a sum and any name, bytes. */
    private static final int LONGEST = 16 * 1024;

    private final ChannelExec channel;
    private boolean proved;
    private boolean ended;
    private final OutputStream questions;
    private final InputStream answers;

    /**
     * Opens one.
     *
     * @param limit for the server to do so
     * @throws JSchException if the server runs no commands for this account
     */
    HashShell(Session session, Duration limit) throws JSchException, IOException {
        channel = (ChannelExec) session.openChannel("exec");
        channel.setCommand(HashQuestion.SHELL);
        questions = channel.getOutputStream();
        answers = new BufferedInputStream(channel.getInputStream());
        channel.connect((int) limit.toMillis());
        if (!session.isConnected()) {
            // JSch does not say so
            throw new IOException("the server ended the connection at the command");
        }
    }

    /**
     * The answer; empty if what comes back is none, which is known by its first wrong line, or if it does not come in
     * time. Then nothing more may be asked.
     */
    Optional<String> ask(HashQuestion question, Duration limit) throws IOException {
        ChannelDeadline deadline = new ChannelDeadline(channel, limit);
        try {
            questions.write(question.lines());
            questions.flush();
            if (!question.isSaltsSum(line())) {
                return Optional.empty();
            }
            Optional<String> sum = question.sum(line());
            // without a sum the line was the last one already
            proved = sum.isPresent() && line().isEmpty();
            return proved ? sum : Optional.empty();
        } catch (StreamCorruptedException e) {
            throw e;
        } catch (IOException e) {
            ended = true;
            throw e;
        } finally {
            ended &= deadline.kept();
        }
    }

    /** Whether it ended by itself, and was not cut off for giving no answer in time. */
    boolean ended() {
        return ended;
    }

    /** Whether its last answer was one: what ends then ended by itself, and a new one may answer. */
    boolean proved() {
        return proved;
    }

    void close() {
        channel.disconnect();
    }

    /** @throws IOException if the shell ends before the line does */
    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = answers.read(); next != '\n'; next = answers.read()) {
            if (next < 0) {
                throw new IOException("the shell ended");
            }
            if (line.size() == LONGEST) {
                throw new StreamCorruptedException("the shell says too much");
            }
            line.write(next);
        }
        return line.toString(StandardCharsets.UTF_8);
    }
}
