package org.caravana.config;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** The name of this machine, as settings fall back to it. */
final class HostName {
    private HostName() {}

    static String local() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}
