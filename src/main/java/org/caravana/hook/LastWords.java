package org.caravana.hook;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/** Reads what a command prints in a thread of its own, so that it never has to wait, and keeps the last of it. */
final class LastWords {
    private static final int KEPT = 1500;
    private static final long PATIENCE_MILLIS = TimeUnit.SECONDS.toMillis(2);

    private final InputStream in;
    private final Thread reader;
    private byte[] kept = {};

    LastWords(InputStream in) {
        this.in = in;
        this.reader = new Thread(this::read, "hook-output");
        reader.setDaemon(true);
        reader.start();
    }

    private void read() {
        byte[] buffer = new byte[4096];
        try {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                append(buffer, count);
            }
        } catch (IOException e) {
            // the command was killed; what it said until then stays
            return;
        }
    }

    private synchronized void append(byte[] buffer, int count) {
        byte[] all = Arrays.copyOf(kept, kept.length + count);
        System.arraycopy(buffer, 0, all, kept.length, count);
        kept = all.length <= KEPT ? all : Arrays.copyOfRange(all, all.length - KEPT, all.length);
    }

    /** What was kept, once the command has ended; what it left running in the background is not waited for. */
    String text() {
        try {
            reader.join(PATIENCE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        synchronized (this) {
            return new String(kept, StandardCharsets.UTF_8).strip();
        }
    }
}
