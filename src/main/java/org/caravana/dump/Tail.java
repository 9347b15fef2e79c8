package org.caravana.dump;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Reads a stream to its end in a thread of its own and keeps the last 64 KiB. */
final class Tail {
    private static final int KEPT = 1 << 16;

    private final InputStream in;
    private final Consumer<String> lines;
    private final StringBuilder line = new StringBuilder();
    private final Thread reader;
    private final byte[] ring = new byte[KEPT];
    private long total;

    Tail(InputStream in) {
        this(in, null);
    }

    /** @param lines gets each line as it comes, one char a byte, from the thread that reads; {@code null}: nobody */
    Tail(InputStream in, Consumer<String> lines) {
        this.in = in;
        this.lines = lines;
        this.reader = new Thread(this::read, "tool-complaints");
        reader.setDaemon(true);
        reader.start();
    }

    private void read() {
        byte[] buffer = new byte[4096];
        try {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                for (int i = 0; i < count; i++) {
                    ring[(int) (total++ % KEPT)] = buffer[i];
                    tell(buffer[i]);
                }
            }
        } catch (IOException e) {
            // the program was killed; what it said until then stays
            return;
        }
    }

    private void tell(byte next) {
        if (lines == null) {
            return;
        }
        if (next == '\n') {
            lines.accept(line.toString());
            line.setLength(0);
        } else if (line.length() < KEPT) {
            line.append((char) (next & 0xff));
        }
    }

    /** What was kept, once the stream has ended. */
    String text() {
        try {
            reader.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
        int length = (int) Math.min(total, KEPT);
        byte[] kept = new byte[length];
        for (int i = 0; i < length; i++) {
            kept[i] = ring[(int) ((total - length + i) % KEPT)];
        }
        return new String(kept, StandardCharsets.UTF_8).strip();
    }
}
