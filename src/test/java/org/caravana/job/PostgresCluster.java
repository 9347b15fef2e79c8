package org.caravana.job;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A real PostgreSQL server in a temporary folder, started once for all tests and stopped when they end. */
public final class PostgresCluster {
    private static final PostgresCluster RUNNING = available() ? new PostgresCluster() : null;

    private final Path folder;
    private final int port;

    public static boolean available() {
        return binaries().isPresent()
                && (!isRoot() || Files.isExecutable(Path.of("/usr/sbin/runuser")) && knowsPostgres());
    }

    public static PostgresCluster running() {
        return RUNNING;
    }

    private PostgresCluster() {
        try {
            folder = Files.createTempDirectory("caravana-postgres");
            port = freePort();
            if (isRoot()) {
                Files.setOwner(
                        folder,
                        folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("postgres"));
            }
            run("initdb", "-D", data(), "-U", "caravana", "-A", "trust", "-E", "UTF8", "--no-sync");
            String options = "-p " + port + " -h 127.0.0.1 -k " + folder + " -c fsync=off";
            run("pg_ctl", "-D", data(), "-w", "-l", folder + "/log", "-o", options, "start");
            Runtime.getRuntime().addShutdownHook(new Thread(this::stop));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=caravana";
    }

    private String data() {
        return folder.resolve("data").toString();
    }

    private void stop() {
        try {
            run("pg_ctl", "-D", data(), "-m", "immediate", "stop");
            try (Stream<Path> all = Files.walk(folder)) {
                all.sorted(Comparator.reverseOrder())
                        .forEach(path -> path.toFile().delete());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void run(String program, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        if (isRoot()) {
            command.addAll(List.of("/usr/sbin/runuser", "-u", "postgres", "--"));
        }
        command.add(binaries().orElseThrow().resolve(program).toString());
        command.addAll(List.of(arguments));
        Path output = Files.createTempFile("caravana-postgres", ".out");
        try {
            Process process = new ProcessBuilder(command)
                    .directory(Path.of("/").toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            if (process.waitFor() != 0) {
                throw new IOException(program + " failed: " + Files.readString(output));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        } finally {
            Files.delete(output);
        }
    }

    private static Optional<Path> binaries() {
        Path versions = Path.of("/usr/lib/postgresql");
        if (!Files.isDirectory(versions)) {
            return Optional.empty();
        }
        try (Stream<Path> all = Files.list(versions)) {
            return all.map(version -> version.resolve("bin"))
                    .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
                    .max(Comparator.naturalOrder());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    private static boolean knowsPostgres() {
        try {
            return Files.readString(Path.of("/etc/passwd")).contains("\npostgres:");
        } catch (IOException e) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
