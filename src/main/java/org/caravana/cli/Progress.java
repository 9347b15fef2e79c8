package org.caravana.cli;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;

/** How far a stream has been read, on one line that is written over; only on a terminal. */
final class Progress {
    private static final long EVERY_MILLIS = 500;
    private static final String ERASE = "\r\033[K";

    private final Terminal terminal;
    private final Clock clock;
    private final boolean shown;

    Progress(Terminal terminal, Clock clock) {
        this.terminal = terminal;
        this.clock = clock;
        this.shown = System.console() != null && !terminal.json();
    }

    InputStream watch(InputStream in) {
        return shown ? new Watched(in) : in;
    }

    private final class Watched extends FilterInputStream {
        private long bytes;
        private long last = clock.millis();

        Watched(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int count = super.read(buffer, offset, length);
            bytes += Math.max(0, count);
            if (clock.millis() - last >= EVERY_MILLIS) {
                last = clock.millis();
                write(ERASE + Printable.size(bytes));
            }
            return count;
        }

        @Override
        public void close() throws IOException {
            write(ERASE);
            super.close();
        }

        private void write(String text) {
            terminal.err().print(text);
            terminal.err().flush();
        }
    }
}
