package org.caravana.target;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.caravana.config.Settings;
import org.caravana.job.LeaseLostException;
import org.caravana.plan.WorkingHours;
import org.caravana.repository.StopSignal;
import org.caravana.repository.StoppedException;

/** The line to a target: how long it may be silent, and how many bytes a second it may carry in each direction. */
final class TargetLine {
    /** No more than this is taken at once, so that a thin line is shared evenly. */
    private static final int PORTION = 16 * 1024;

    private static final Duration SILENCE = Duration.ofSeconds(120);
    private static final Duration CONNECT = Duration.ofSeconds(20);

    private final Settings.Target target;
    private final Bandwidth up;
    private final Bandwidth down;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private volatile String cut;
    private volatile boolean severed;
    private volatile StopSignal carrier = StopSignal.NEVER;

    TargetLine(Settings.Target target, LongSupplier rate, LongSupplier nanoTime, Bandwidth.Pause pause) {
        this.target = target;
        this.up = new Bandwidth(rate, nanoTime, pause);
        this.down = new Bandwidth(rate, nanoTime, pause);
    }

    /** With the cap of the settings: {@code bandwidth}, and {@code bandwidth-working-hours} while the office works. */
    static TargetLine of(Settings.Target target, Clock clock, ZoneId zone) {
        return new TargetLine(target, rate(target, clock, zone), System::nanoTime, TargetLine::sleep);
    }

    /** Bytes a second as of now; 0: no cap. */
    static LongSupplier rate(Settings.Target target, Clock clock, ZoneId zone) {
        long usual = rate(target, "bandwidth").orElse(0L);
        long atWork = rate(target, "bandwidth-working-hours").orElse(usual);
        Optional<WorkingHours> hours =
                Optional.ofNullable(target.properties().get("working-hours")).map(WorkingHours::parse);
        return () -> hours.filter(h -> h.include(clock.instant(), zone)).isPresent() ? atWork : usual;
    }

    private static Optional<Long> rate(Settings.Target target, String key) {
        return Optional.ofNullable(target.properties().get(key)).map(Long::valueOf);
    }

    private static void sleep(long nanos) throws InterruptedIOException {
        try {
            TimeUnit.NANOSECONDS.sleep(nanos);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while the line was busy");
        }
    }

    /** Whether there is a cap at some time of the day. */
    boolean isCapped() {
        return target.properties().containsKey("bandwidth")
                || target.properties().containsKey("bandwidth-working-hours");
    }

    /** How long neither side may say or take anything before the line counts as dead. */
    Duration silence() {
        return millis("timeout").orElse(SILENCE);
    }

    Duration connect() {
        return millis("connect-timeout").orElse(CONNECT);
    }

    private Optional<Duration> millis(String key) {
        return Optional.ofNullable(target.properties().get(key))
                .map(Long::valueOf)
                .map(Duration::ofMillis);
    }

    /** From now on whatever is on its way ends with a {@link StoppedException}; for a process that ends. */
    void cut(String why) {
        cut = why;
    }

    /** A connection over this line is made. */
    void opened(Socket socket) {
        sockets.removeIf(Socket::isClosed);
        sockets.add(socket);
        if (severed) {
            close(socket);
        }
    }

    /**
     * Breaks every connection, for good. What was written before a {@link #cut} may be on its way for long where the line is
     * thin, or not be taken at all, and whoever wrote it waits for that.
     */
    void sever() {
        severed = true;
        sockets.forEach(TargetLine::close);
    }

    boolean isEnded() {
        return cut != null || severed;
    }

    boolean isSevered() {
        return severed;
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // it is gone already
        }
    }

    /**
     * From now on what is on its way to the target ends with a {@link StoppedException} as soon as this signal says so.
     * One whose lease is gone says nothing any more.
     */
    void heed(StopSignal signal) {
        carrier = signal;
    }

    private void requireWhole() {
        if (cut != null) {
            throw new StoppedException(cut);
        }
    }

    private void requireWanted() {
        requireWhole();
        try {
            carrier.check();
        } catch (LeaseLostException e) {
            carrier = StopSignal.NEVER;
        }
    }

    /** What is read from this goes to the target. */
    InputStream up(InputStream body) {
        return new Reading(body, up, this::requireWanted);
    }

    /** What is read from this comes from the target. */
    InputStream down(InputStream answer) {
        return new Reading(answer, down, this::requireWhole);
    }

    /** What is written to this goes to the target. */
    OutputStream up(OutputStream line) {
        return new Writing(line, up);
    }

    private final class Reading extends FilterInputStream {
        private final Bandwidth bandwidth;
        private final Runnable required;

        Reading(InputStream in, Bandwidth bandwidth, Runnable required) {
            super(in);
            this.bandwidth = bandwidth;
            this.required = required;
        }

        @Override
        public int read() throws IOException {
            required.run();
            bandwidth.take(1);
            return super.read();
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            required.run();
            int read = super.read(into, offset, isCapped() ? Math.min(length, PORTION) : length);
            if (read > 0 && isCapped()) {
                bandwidth.take(read);
            }
            return read;
        }
    }

    private final class Writing extends FilterOutputStream {
        private final Bandwidth bandwidth;

        Writing(OutputStream out, Bandwidth bandwidth) {
            super(out);
            this.bandwidth = bandwidth;
        }

        @Override
        public void write(int b) throws IOException {
            requireWanted();
            bandwidth.take(1);
            out.write(b);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            if (!isCapped()) {
                requireWanted();
                out.write(bytes, offset, length);
                return;
            }
            for (int from = 0; from < length; from += PORTION) {
                requireWanted();
                int portion = Math.min(PORTION, length - from);
                bandwidth.take(portion);
                out.write(bytes, offset + from, portion);
            }
        }
    }
}
