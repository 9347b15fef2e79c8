package org.caravana.config;

import static org.caravana.config.Key.Section.WEB;
import static org.caravana.config.Key.defaulted;
import static org.caravana.config.Key.optional;

import java.nio.file.Path;
import java.util.List;
import org.caravana.config.Key.Fallback;

/** The settings of the web pages. */
final class WebKeys {
    static final Key<String> HOST = defaulted(
            WEB,
            "web.host",
            ValueType.TEXT,
            Fallback.of("127.0.0.1"),
            "10.0.0.2",
            "The address that health, metrics, Jolokia and the console listen on.");
    static final Key<Integer> PORT = defaulted(
            WEB,
            "web.port",
            ValueType.whole(0, 65535),
            Fallback.of("8420"),
            "9420",
            "Their port; 0 takes any free one.");
    static final Key<String> USER =
            defaulted(WEB, "web.user", ValueType.TEXT, Fallback.of("caravana"), "admin", "Who logs in to them.");
    static final Key<Path> PASSWORD = optional(
            WEB, "web.password-file", ValueType.SECRET_FILE, "/etc/caravana/web", "The file with the password.");

    static final List<Key<?>> ALL = List.of(HOST, PORT, USER, PASSWORD);

    private WebKeys() {}
}
