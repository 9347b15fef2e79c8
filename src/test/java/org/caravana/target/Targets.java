package org.caravana.target;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.caravana.config.Secret;
import org.caravana.config.Settings;
import org.caravana.demo.S3Server;
import org.caravana.demo.SftpServer;

/** Settings of targets. */
final class Targets {
    private Targets() {}

    static Settings.Target sftp(String name, SftpServer server, Path scratch, String... more) throws IOException {
        Path knownHosts = server.writeKnownHosts(scratch.resolve(name + ".known_hosts"));
        return target(
                name,
                "sftp",
                with(
                        more,
                        "host",
                        server.host(),
                        "port",
                        "" + server.port(),
                        "user",
                        "caravana",
                        "known-hosts",
                        knownHosts.toString(),
                        "!password",
                        "secret"));
    }

    /** @param path of the folder at the server */
    static Settings.Target openSsh(String name, OpenSsh server, Path path, String... more) throws IOException {
        return target(
                name,
                "sftp",
                with(
                        more,
                        "host",
                        "127.0.0.1",
                        "port",
                        server.port(),
                        "user",
                        System.getProperty("user.name"),
                        "key-file",
                        server.clientKey(),
                        "known-hosts",
                        server.knownHosts().toString(),
                        "path",
                        path.toString()));
    }

    static Settings.Target s3(String name, S3Server server, String... more) {
        return s3(name, server.endpoint(), more);
    }

    static Settings.Target s3(String name, URI endpoint, String... more) {
        return target(
                name,
                "s3",
                with(
                        more,
                        "bucket",
                        "inprev",
                        "endpoint",
                        endpoint.toString(),
                        "region",
                        "sa-east-1",
                        "path-style",
                        "true",
                        "access-key",
                        "access",
                        "!secret-key",
                        "secret"));
    }

    static Settings.Target encrypted(Settings.Target target) {
        return new Settings.Target(
                target.name(),
                target.type(),
                target.properties(),
                target.secrets(),
                List.of(AgeKeys.RECIPIENT),
                target.transfers());
    }

    static String[] with(String[] more, String... pairs) {
        return Stream.concat(Stream.of(pairs), Stream.of(more)).toArray(String[]::new);
    }

    /** @param pairs key, value, key, value …; a key that starts with {@code !} is a secret */
    static Settings.Target target(String name, String type, String... pairs) {
        Map<String, String> properties = new HashMap<>();
        Map<String, Secret> secrets = new HashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            if (pairs[i].startsWith("!")) {
                secrets.put(pairs[i].substring(1), new Secret(pairs[i + 1]));
            } else {
                properties.put(pairs[i], pairs[i + 1]);
            }
        }
        return new Settings.Target(name, type, properties, secrets, List.of(), 4);
    }
}
