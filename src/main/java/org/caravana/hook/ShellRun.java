package org.caravana.hook;

import java.io.File;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.caravana.repository.StopSignal;

/**
 * One run of a command by {@code /bin/sh}. When it returns or throws, the command and the programs that it started have
 * ended, but for those that left it.
 *
 * @param setting the setting that holds the command, for messages
 * @param environment what is added to the service's own; of that, what begins with {@code CARAVANA_} is left out, since
 *     it may hold passwords
 */
record ShellRun(String setting, String command, Map<String, String> environment, Duration timeout) {
    private static final long STOP_POLL_MILLIS = 250;
    private static final long GRACE_SECONDS = 5;
    private static final String OURS = "CARAVANA_";

    /**
     * Runs it to its end.
     *
     * @return the last of what it printed
     * @throws CommandFailedException if it ends with another code than 0, takes too long or cannot be started
     * @throws org.caravana.repository.StoppedException if the signal says so; it is ended first
     */
    String run(StopSignal stop) {
        Process process = start();
        try {
            LastWords words = new LastWords(process.getInputStream());
            if (!ends(process, stop)) {
                end(process);
                throw CommandFailedException.timeout(setting, timeout.toSeconds() + " s", words.text());
            }
            if (process.exitValue() != 0) {
                throw CommandFailedException.ended(setting, process.exitValue(), words.text());
            }
            return words.text();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for " + setting, e);
        } finally {
            end(process);
        }
    }

    private Process start() {
        ProcessBuilder builder = new ProcessBuilder("/bin/sh", "-c", command)
                .redirectErrorStream(true)
                .redirectInput(new File("/dev/null"));
        builder.environment().keySet().removeIf(name -> name.startsWith(OURS));
        builder.environment().putAll(environment);
        try {
            return builder.start();
        } catch (IOException e) {
            throw CommandFailedException.notStarted(setting, e);
        }
    }

    private boolean ends(Process process, StopSignal stop) throws InterruptedException {
        long begun = System.nanoTime();
        while (!process.waitFor(STOP_POLL_MILLIS, TimeUnit.MILLISECONDS)) {
            stop.check();
            if (System.nanoTime() - begun > timeout.toNanos()) {
                return false;
            }
        }
        return true;
    }

    /** Ends the shell and all that it started: first asked, then killed. */
    private static void end(Process process) {
        if (!process.isAlive()) {
            return;
        }
        List<ProcessHandle> family = Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                .toList();
        family.forEach(ProcessHandle::destroy);
        if (!haveEnded(family)) {
            family.forEach(ProcessHandle::destroyForcibly);
        }
    }

    private static boolean haveEnded(List<ProcessHandle> family) {
        CompletableFuture<?>[] ends = family.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new);
        try {
            CompletableFuture.allOf(ends).get(GRACE_SECONDS, TimeUnit.SECONDS);
            return true;
        } catch (TimeoutException | ExecutionException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
