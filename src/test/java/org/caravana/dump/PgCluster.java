package org.caravana.dump;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.caravana.config.Secret;

/** A PostgreSQL server of its own in a temporary folder, on loopback, with passwords. */
final class PgCluster implements AutoCloseable {
    static final String PASSWORD = "canary-pg-5e2a";

    private final Path bin;
    private final Path folder;
    private final int port;
    private final boolean root;

    private PgCluster(Path bin, Path folder, int port, boolean root) {
        this.bin = bin;
        this.folder = folder;
        this.port = port;
        this.root = root;
    }

    /** Starts one; skips the test where the machine has no PostgreSQL server. */
    static PgCluster start() throws IOException, InterruptedException {
        Optional<Path> bin = binaries();
        assumeTrue(bin.isPresent(), "a PostgreSQL server is needed");
        boolean root = "root".equals(System.getProperty("user.name"));
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        PgCluster cluster = new PgCluster(bin.get(), Files.createTempDirectory("caravana-pg-"), port, root);
        cluster.initialise();
        return cluster;
    }

    private static Optional<Path> binaries() throws IOException {
        Path versions = Path.of("/usr/lib/postgresql");
        if (!Files.isDirectory(versions)) {
            return Optional.empty();
        }
        try (Stream<Path> all = Files.list(versions)) {
            return all.map(v -> v.resolve("bin"))
                    .filter(b -> Files.isExecutable(b.resolve("initdb")) && Files.isExecutable(b.resolve("pg_dump")))
                    .max(Comparator.naturalOrder());
        }
    }

    private void initialise() throws IOException, InterruptedException {
        Path password = Files.writeString(folder.resolve("password"), PASSWORD + "\n");
        if (root) {
            sh("chown -R postgres " + folder);
        }
        server("%s/initdb -D %s/data -U postgres -A scram-sha-256 --pwfile=%s -E UTF8 --locale=C.UTF-8 -N"
                .formatted(bin, folder, password));
        server(("%s/pg_ctl -D %s/data -w -l %s/log -o '-c listen_addresses=127.0.0.1 -p %d -c fsync=off"
                        + " -c unix_socket_directories=%s' start")
                .formatted(bin, folder, folder, port, folder));
    }

    DatabaseAddress address(String database) {
        return address(database, PASSWORD);
    }

    DatabaseAddress address(String database, String password) {
        return new DatabaseAddress(
                "jdbc:postgresql://127.0.0.1:" + port + "/" + database,
                Optional.of("postgres"),
                Optional.of(new Secret(password)),
                Map.of("tool-folder", bin.toString()));
    }

    private void server(String command) throws IOException, InterruptedException {
        sh(root ? "runuser -u postgres -- sh -c \"" + command + "\"" : command);
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
        server("%s/pg_ctl -D %s/data -m immediate -w stop".formatted(bin, folder));
        sh("rm -rf " + folder);
    }
}
