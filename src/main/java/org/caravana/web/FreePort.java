package org.caravana.web;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** A port that nobody listens on; Camel looks its router up by port, so it must be known before the start. */
final class FreePort {
    private FreePort() {}

    static int of(String host) throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(host))) {
            return socket.getLocalPort();
        }
    }
}
