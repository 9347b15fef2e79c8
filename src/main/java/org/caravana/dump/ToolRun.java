package org.caravana.dump;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.ReadableByteChannel;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.caravana.repository.StopSignal;

/**
 * One run of a program: its output or input is streamed, its complaints are kept, its exit code decides. When a method
 * returns or throws, the program has ended.
 *
 * <p>The stop signal is asked from a thread of its own, so that a program that waits for a lock can be stopped, too.
 */
final class ToolRun {
    private static final long STOP_POLL_MILLIS = 250;
    private static final long GRACE_SECONDS = 5;

    private final ToolCommand command;
    private final StopSignal stop;
    private final AtomicReference<RuntimeException> stopped = new AtomicReference<>();

    ToolRun(ToolCommand command, StopSignal stop) {
        this.command = command;
        this.stop = stop;
    }

    /** Takes a program's output, until it ends. */
    @FunctionalInterface
    interface Output {
        void take(ReadableByteChannel output) throws IOException;
    }

    /**
     * Hands over what the program prints.
     *
     * @throws DumpFailedException if it cannot be started or ends with another code than 0, however much it printed
     */
    void output(Output consumer) throws IOException {
        output(consumer, null);
    }

    /** The same; {@code remarks} gets each line of its standard error, one char a byte, or is {@code null}. */
    void output(Output consumer, Consumer<String> remarks) throws IOException {
        Process process = start();
        try {
            process.getOutputStream().close();
            Tail errors = new Tail(process.getErrorStream(), remarks);
            watch(process);
            consumer.take(new OutputChannel(process.getInputStream()));
            requireSuccess(process, errors);
            errors.text();
        } catch (IOException e) {
            // a program that is stopped has its pipe closed under the reader
            if (stopped.get() != null) {
                throw stopped.get();
            }
            throw e;
        } finally {
            end(process);
        }
    }

    /**
     * Gives the program something to read.
     *
     * @return what it complained of all the same
     * @throws DumpFailedException if it cannot be started or ends with another code than 0
     * @throws IOException if {@code in} cannot be read; the program is killed before it sees an end
     */
    String input(InputStream in) throws IOException {
        Process process = start();
        try {
            Tail errors = new Tail(process.getErrorStream());
            Tail output = new Tail(process.getInputStream());
            watch(process);
            feed(in, process);
            requireSuccess(process, errors);
            output.text();
            return command.redact(errors.text());
        } finally {
            end(process);
        }
    }

    private void feed(InputStream in, Process process) throws IOException {
        OutputStream out = process.getOutputStream();
        byte[] buffer = new byte[1 << 16];
        boolean reads = true;
        for (int count = in.read(buffer); reads && count >= 0; count = in.read(buffer)) {
            reads = write(out, buffer, count);
        }
        closeQuietly(out);
    }

    /** @return false if the program reads no more; why, its exit code and complaints say */
    private static boolean write(OutputStream out, byte[] buffer, int count) {
        try {
            out.write(buffer, 0, count);
            out.flush();
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static void closeQuietly(OutputStream out) {
        try {
            out.close();
        } catch (IOException e) {
            // the program ended first, which its exit code tells
            return;
        }
    }

    private Process start() {
        stop.check();
        PlainWords plain = PlainWords.of(command.words(), command.clearEnvironment());
        ProcessBuilder builder = new ProcessBuilder(plain.words());
        builder.environment().putAll(plain.environment());
        try {
            return builder.start();
        } catch (IOException e) {
            // the cause would repeat the command; it is left out as it tells nothing more
            throw new DumpFailedException(
                    "the program " + command.program() + " cannot be started",
                    "install it (Debian: apt install " + command.provider() + ") or set where it lies",
                    DumpFailedException.Reason.SETTINGS);
        }
    }

    private void watch(Process process) {
        Thread watcher = new Thread(() -> askUntilItEnds(process), "stop-" + command.program());
        watcher.setDaemon(true);
        watcher.start();
    }

    private void askUntilItEnds(Process process) {
        try {
            while (!process.waitFor(STOP_POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                stop.check();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            stopped.set(e);
            process.destroy();
        }
    }

    private void requireSuccess(Process process, Tail errors) {
        int code = waitFor(process);
        if (stopped.get() != null) {
            throw stopped.get();
        }
        if (code != 0) {
            throw Complaint.of(command.program(), code, command.redact(errors.text()));
        }
    }

    private static int waitFor(Process process) {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for a program", e);
        }
    }

    private void end(Process process) {
        process.destroy();
        try {
            if (!process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
