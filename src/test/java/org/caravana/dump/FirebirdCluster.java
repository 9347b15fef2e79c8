package org.caravana.dump;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.caravana.config.Secret;

/** A Firebird server of its own in a temporary folder, on loopback, with accounts of its own. */
final class FirebirdCluster implements AutoCloseable {
    static final String PASSWORD = "canary-firebird-7c1d";
    private static final Path PLUGINS = Path.of("/usr/lib/x86_64-linux-gnu/firebird/3.0");

    private final Path folder;
    private final int port;

    private FirebirdCluster(Path folder, int port) {
        this.folder = folder;
        this.port = port;
    }

    /** Starts one; skips the test where the machine has no Firebird server. */
    static FirebirdCluster start() throws IOException, InterruptedException {
        assumeTrue(
                Files.isExecutable(Path.of("/usr/sbin/firebird")) && Files.isDirectory(PLUGINS),
                "a Firebird server is needed");
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        FirebirdCluster cluster = new FirebirdCluster(Files.createTempDirectory("caravana-firebird-"), port);
        cluster.initialise();
        return cluster;
    }

    private void initialise() throws IOException, InterruptedException {
        Files.createDirectory(folder.resolve("data"));
        for (String part : List.of("plugins", "plugins.conf", "intl", "UDF")) {
            Files.createSymbolicLink(folder.resolve(part), PLUGINS.resolve(part));
        }
        Files.writeString(folder.resolve("firebird.conf"), """
                RemoteServicePort = %d
                RemoteBindAddress = localhost
                SecurityDatabase = %s/security3.fdb
                DatabaseAccess = Restrict %s/data
                """.formatted(port, folder, folder));
        Files.writeString(folder.resolve("databases.conf"), "conan = " + folder + "/data/conan.fdb\n");
        if ("root".equals(System.getProperty("user.name"))) {
            sh("chown -R firebird " + folder);
        }
        sh(asServer("(echo \"create database '$FIREBIRD/security3.fdb';\"; cat /usr/share/firebird/3.0/security.sql;"
                + " echo \"create user SYSDBA password '" + PASSWORD + "';\") | isql-fb -q -user sysdba"));
        sh(asServer("/usr/sbin/firebird > $FIREBIRD/server.log 2>&1 & echo $! > $FIREBIRD/pid"));
        create("conan");
    }

    /** Makes a database, once the server answers. */
    void create(String name) throws IOException, InterruptedException {
        sh("for i in 1 2 3 4 5 6 7 8 9 10; do echo \"create database 'localhost/" + port + ":" + path(name)
                + "' user sysdba password '" + PASSWORD + "' default character set utf8;\""
                + " | isql-fb -q -bail && exit 0; perl -e 'select(undef, undef, undef, 0.5)'; done; exit 1");
    }

    private String path(String name) {
        return folder + "/data/" + name + ".fdb";
    }

    DatabaseAddress address(String database) {
        return as("SYSDBA", PASSWORD, database, "");
    }

    /** @param parameters of the URL, for example {@code ?roleName=RDB$ADMIN} */
    DatabaseAddress as(String user, String password, String database, String parameters) {
        return new DatabaseAddress(
                "jdbc:firebirdsql://localhost:" + port + "/" + path(database) + parameters,
                Optional.of(user),
                Optional.of(new Secret(password)),
                Map.of());
    }

    DatabaseAddress alias(String alias) {
        return new DatabaseAddress(
                "jdbc:firebirdsql://localhost:" + port + "/" + alias,
                Optional.of("SYSDBA"),
                Optional.of(new Secret(PASSWORD)),
                Map.of());
    }

    private String asServer(String command) {
        String environment = "export FIREBIRD=%s FIREBIRD_LOCK=%s FIREBIRD_TMP=%s; ".formatted(folder, folder, folder);
        String root = "root".equals(System.getProperty("user.name")) ? "runuser -u firebird -- " : "";
        return root + "sh -c '" + (environment + command).replace("'", "'\\''") + "'";
    }

    private void sh(String command) throws IOException, InterruptedException {
        Path log = folder.resolveSibling(folder.getFileName() + ".log");
        Process process = new ProcessBuilder(List.of("sh", "-c", "cd / && " + command))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        int code = process.waitFor();
        String words = Files.readString(log, StandardCharsets.ISO_8859_1);
        Files.delete(log);
        assertThat(code).as(words).isZero();
    }

    @Override
    public void close() throws IOException, InterruptedException {
        sh("p=$(cat " + folder + "/pid); kill $p; for i in $(seq 50); do kill -0 $p 2>/dev/null || break;"
                + " perl -e 'select(undef, undef, undef, 0.2)'; done; kill -9 $p 2>/dev/null; rm -rf " + folder);
    }
}
