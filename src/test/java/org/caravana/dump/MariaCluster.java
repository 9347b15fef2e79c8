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

/** A MariaDB server of its own in a temporary folder, on loopback, with passwords. */
final class MariaCluster implements AutoCloseable {
    static final String PASSWORD = "canary-maria-5e2a";

    private final Path folder;
    private final int port;

    private MariaCluster(Path folder, int port) {
        this.folder = folder;
        this.port = port;
    }

    /** Starts one; skips the test where the machine has no MariaDB server. */
    static MariaCluster start() throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(Path.of("/usr/sbin/mariadbd")), "a MariaDB server is needed");
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        MariaCluster cluster = new MariaCluster(Files.createTempDirectory("caravana-maria-"), port);
        cluster.initialise();
        return cluster;
    }

    private void initialise() throws IOException, InterruptedException {
        boolean root = "root".equals(System.getProperty("user.name"));
        if (root) {
            sh("chown mysql " + folder);
        }
        String common = "--no-defaults --datadir=" + folder + "/data" + (root ? " --user=mysql" : "");
        sh("mariadb-install-db " + common + " --auth-root-authentication-method=normal --skip-test-db");
        sh("(/usr/sbin/mariadbd " + common + " --socket=" + folder + "/s --port=" + port
                + " --bind-address=127.0.0.1 --pid-file=" + folder + "/pid"
                + " --innodb-flush-log-at-trx-commit=0 > " + folder + ".server 2>&1 &)");
        admin("--wait=60 ping");
        sh("mariadb --no-defaults -S " + folder + "/s -u root -e \"create user admin@'%' identified by '" + PASSWORD
                + "'; grant all on *.* to admin@'%' with grant option\"");
    }

    DatabaseAddress address(String database) {
        return as("admin", PASSWORD, database);
    }

    DatabaseAddress as(String user, String password, String database) {
        return new DatabaseAddress(
                "jdbc:mariadb://127.0.0.1:" + port + "/" + database,
                Optional.of(user),
                Optional.of(new Secret(password)),
                Map.of());
    }

    private void admin(String words) throws IOException, InterruptedException {
        sh("mariadb-admin --no-defaults -S " + folder + "/s -u root " + words);
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
        admin("shutdown");
        sh("rm -rf " + folder + " " + folder + ".server");
    }
}
