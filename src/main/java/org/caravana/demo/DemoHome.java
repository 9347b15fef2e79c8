package org.caravana.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.stream.Stream;
import org.caravana.cli.Home;

/** The demonstration's own installation: the routes as they are, and settings for the servers in this process. */
final class DemoHome {
    static final String PLAN = "inprev-nightly";
    static final String USER = "caravana";
    static final String BUCKET = "inprev";
    static final String DATABASE_USER = "sa";

    private final Path root;

    DemoHome(Path root) {
        this.root = root;
    }

    Path systems() {
        return root.resolve("systems");
    }

    Path repository() {
        return root.resolve("repository");
    }

    Path annex() {
        return root.resolve("annex");
    }

    Path cloud() {
        return root.resolve("cloud");
    }

    Path restored(String from) {
        return root.resolve("restored-from-" + from);
    }

    String databaseUrl(String name) {
        return "jdbc:h2:file:" + root.resolve("databases").resolve(name);
    }

    /** Writes settings and secrets, and takes the routes over. */
    Home make(Path routes, Servers servers, Secrets secrets) throws IOException {
        copy(routes, root.resolve("home/routes"));
        secret("conan", secrets.database());
        secret("annex", secrets.annex());
        secret("cloud", secrets.cloud());
        Path knownHosts = servers.sftp().writeKnownHosts(root.resolve("secrets/known_hosts"));
        Path settings = root.resolve("home/application.properties");
        Files.writeString(settings, settings(servers, knownHosts), StandardCharsets.UTF_8);
        return new Home(root.resolve("home"), settings, Map.of());
    }

    private String settings(Servers servers, Path knownHosts) {
        return """
                office.zone=America/Sao_Paulo
                office.language=pt-BR
                repository=%1$s/repository
                data=%1$s/data
                work=%1$s/work
                database.conan.url=%2$s
                database.conan.user=%3$s
                database.conan.password-file=%1$s/secrets/conan
                directory.systems.path=%1$s/systems
                target.annex.type=sftp
                target.annex.host=%4$s
                target.annex.port=%5$d
                target.annex.user=%6$s
                target.annex.password-file=%1$s/secrets/annex
                target.annex.known-hosts=%7$s
                target.cloud.type=s3
                target.cloud.endpoint=%8$s
                target.cloud.region=sa-east-1
                target.cloud.path-style=true
                target.cloud.bucket=%9$s
                target.cloud.access-key=%6$s
                target.cloud.secret-key-file=%1$s/secrets/cloud
                mail.server=%10$s
                mail.from=caravana@inprev.example
                mail.support=ti@inprev.example
                plan.inprev-nightly.sources=conan,systems
                plan.inprev-nightly.targets=annex,cloud
                plan.inprev-nightly.schedule=0 0 19 ? * MON-SAT
                job.pick-up-every=1s
                notice.every=1s
                """.formatted(
                        root,
                        databaseUrl("conan"),
                        DATABASE_USER,
                        servers.sftp().host(),
                        servers.sftp().port(),
                        USER,
                        knownHosts,
                        servers.s3().endpoint(),
                        BUCKET,
                        servers.mail().url());
    }

    private void secret(String name, String value) throws IOException {
        Path folder = Files.createDirectories(root.resolve("secrets"));
        Path file = Files.createFile(
                folder.resolve(name),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, value + "\n");
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            files.forEach(file -> {
                try {
                    Path target = to.resolve(from.relativize(file).toString());
                    if (Files.isDirectory(file)) {
                        Files.createDirectories(target);
                    } else {
                        Files.copy(file, target);
                    }
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
