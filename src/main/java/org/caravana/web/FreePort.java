package org.caravana.web;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.caravana.config.InvalidSettingsException;
import org.caravana.config.Problem;

/** A port that nobody listens on; Camel looks its router up by port, so it must be known before the start. */
final class FreePort {
    /** How long a server that was just stopped may take to let go of its port. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private static final Duration LOOK = Duration.ofMillis(100);

    private FreePort() {}

    static int of(String host) throws IOException {
        return bind(host, 0);
    }

    /**
     * Camel itself only warns when its server cannot listen, and goes on without.
     *
     * @throws InvalidSettingsException if somebody listens there, or the machine has no such address
     */
    static int require(String host, int port) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                return bind(host, port);
            } catch (IOException e) {
                if (System.nanoTime() > end) {
                    throw new InvalidSettingsException(List.of(new Problem(
                            "web.port",
                            "cannot listen on " + host + ":" + port + ": " + e.getMessage(),
                            "end what listens there, or set web.host and web.port to what is free")));
                }
                LockSupport.parkNanos(LOOK.toNanos());
            }
        }
    }

    private static int bind(String host, int port) throws IOException {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getByName(host))) {
            return socket.getLocalPort();
        }
    }
}
