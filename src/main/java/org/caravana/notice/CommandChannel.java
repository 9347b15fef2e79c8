package org.caravana.notice;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A command, for example {@code wall}, that gets a notice's text on standard input. */
public final class CommandChannel {
    private static final long PATIENCE_SECONDS = 30;

    private final Optional<String> command;

    /** @param command its words are parted by spaces; no shell reads them */
    public CommandChannel(Optional<String> command) {
        this.command = command;
    }

    /** @throws IOException if it cannot be run, fails, or takes over 30 seconds */
    public void run(String text) throws IOException, InterruptedException {
        if (command.isEmpty()) {
            return;
        }
        String[] words = command.get().trim().split("\\s+");
        Process process = new ProcessBuilder(words)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            feed(process, text);
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IOException("notice.command took over " + PATIENCE_SECONDS + " seconds: " + words[0]);
            }
            if (process.exitValue() != 0) {
                throw new IOException("notice.command ended with " + process.exitValue() + ": " + words[0]);
            }
        } finally {
            process.destroyForcibly();
        }
    }

    /** A command that does not read what it is told closes the pipe; its exit code says whether that was right. */
    private static void feed(Process process, String text) {
        try (OutputStream in = process.getOutputStream()) {
            in.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // the exit code decides
        }
    }
}
