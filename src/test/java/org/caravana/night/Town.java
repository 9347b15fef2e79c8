package org.caravana.night;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.sshd.sftp.server.SftpFileSystemAccessor;
import org.caravana.CamelOperations;
import org.caravana.cli.CatalogueLock;
import org.caravana.cli.Home;
import org.caravana.cli.JobControl;
import org.caravana.cli.Shell;
import org.caravana.demo.MailServer;
import org.caravana.demo.S3Server;
import org.caravana.demo.SftpServer;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;

/** A small office: a database, a directory, the servers that its copies go to, and the settings of its plan. */
final class Town implements AutoCloseable {
    static final String PLAN = "nightly";
    private static final String PASSWORD = "canary-database";

    final Path root;
    final MailServer mail = MailServer.start();
    private final Map<String, String> settings = new TreeMap<>();
    private SftpServer annex;
    private S3Server cloud;

    Town(Path root) throws Exception {
        this.root = root.toRealPath();
        database();
        files(systems());
        copyRoutes();
        places();
        annexBack(SftpFileSystemAccessor.DEFAULT);
        cloudBack();
    }

    Path home() {
        return root.resolve("home");
    }

    Path systems() {
        return root.resolve("systems");
    }

    Path repository() {
        return root.resolve("repository");
    }

    Path atAnnex() {
        return root.resolve("annex/caravana");
    }

    Path atCloud() {
        return root.resolve("cloud/inprev");
    }

    /** Changes a setting for what is started from now on. */
    Town set(String key, String value) throws IOException {
        settings.put(key, value);
        StringBuilder text = new StringBuilder();
        settings.forEach((k, v) -> text.append(k).append('=').append(v).append('\n'));
        Files.writeString(Files.createDirectories(home()).resolve("application.properties"), text);
        return this;
    }

    /** A private file, as secrets are to lie in. */
    Path secret(String name, String value) throws IOException {
        Path file = Files.createDirectories(root.resolve("secrets")).resolve(name);
        Files.writeString(file, value + "\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    /** Runs a command to its end. */
    Shell command(String... words) {
        Shell shell = new Shell(home());
        shell.run(words);
        return shell;
    }

    /** Takes the catalogue and starts the routes, as {@code run} does. */
    JobControl open() throws Exception {
        Home home = new Home(home(), home().resolve("application.properties"), Map.of());
        CatalogueLock lock = CatalogueLock.tryAcquire(home.settings().data()).orElseThrow();
        return new Closing(new CamelOperations().start(home, lock), lock);
    }

    void annexGone() throws IOException {
        annex.close();
    }

    /** @param files how the server reads and writes */
    void annexBack(SftpFileSystemAccessor files) throws IOException {
        annex = SftpServer.start(root.resolve("annex"), "caravana", "canary-annex", files);
        annex.writeKnownHosts(root.resolve("known_hosts"));
        set("target.annex.port", Integer.toString(annex.port()));
    }

    void cloudGone() throws IOException {
        cloud.close();
    }

    void cloudBack() throws IOException {
        Path buckets = root.resolve("cloud");
        cloud = Files.exists(buckets)
                ? S3Server.start(new FilesystemNio2BlobStore(buckets.toString()), "caravana", "canary-cloud")
                : S3Server.start(buckets, "inprev", "caravana", "canary-cloud");
        set("target.cloud.endpoint", cloud.endpoint().toString());
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection(databaseUrl(), "sa", PASSWORD);
    }

    /** Lets the database answer, but not be dumped: a script of everything is for administrators. */
    void databaseUserMayNotDump() throws Exception {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("create user clerk password 'canary-clerk'");
        }
        set("database.conan.user", "clerk");
        secret("conan", "canary-clerk");
    }

    /**
     * Adds a database whose dump goes on for as long as a file is there.
     *
     * @return the file
     */
    Path endlessDump() throws IOException {
        Path endless = Files.createFile(root.resolve("endless"));
        set("database.endless.command", "while [ -e '" + endless + "' ]; do echo line; sleep 0.01; done");
        set("plan.nightly.sources", "conan,endless,systems");
        return endless;
    }

    private String databaseUrl() {
        return "jdbc:h2:file:" + root.resolve("databases/conan");
    }

    private void database() throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("create table pension(id int primary key, who varchar(40))");
            statement.execute("insert into pension select x, 'aposentado ' || x from system_range(1, 500)");
        }
    }

    static void files(Path folder) throws IOException {
        Random random = new Random(1);
        for (int i = 0; i < 40; i++) {
            byte[] content = new byte[5_000 + i];
            random.nextBytes(content);
            Path file = folder.resolve("relatório/" + i % 5 + "/" + i + ".pdf");
            Files.createDirectories(file.getParent());
            Files.write(file, content);
        }
    }

    private void copyRoutes() throws IOException {
        try (Stream<Path> routes = Files.walk(Path.of("routes"))) {
            for (Path from : routes.filter(p -> !p.startsWith("routes/plans/inprev-nightly.camel.yaml")
                            && !p.startsWith("routes/plans/store-monthly.camel.yaml"))
                    .toList()) {
                Path to = home().resolve(from.toString());
                if (Files.isDirectory(from)) {
                    Files.createDirectories(to);
                } else {
                    Files.copy(from, to);
                }
            }
        }
        Files.writeString(home().resolve("routes/plans/nightly.camel.yaml"), """
                - templatedRoute:
                    routeId: nightly
                    routeTemplateRef: plan
                    parameters:
                      - { name: plan, value: nightly }
                """);
    }

    private void places() throws IOException {
        set("office.zone", "America/Sao_Paulo").set("office.language", "en");
        set("repository", repository().toString());
        set("data", root.resolve("data").toString())
                .set("work", root.resolve("work").toString());
        set("database.conan.url", databaseUrl()).set("database.conan.user", "sa");
        set("database.conan.password-file", secret("conan", PASSWORD).toString());
        set("directory.systems.path", systems().toString());
        set("target.annex.type", "sftp").set("target.annex.host", "127.0.0.1");
        set("target.annex.user", "caravana");
        set("target.annex.password-file", secret("annex", "canary-annex").toString());
        set("target.annex.known-hosts", root.resolve("known_hosts").toString());
        set("target.cloud.type", "s3").set("target.cloud.bucket", "inprev").set("target.cloud.path-style", "true");
        set("target.cloud.access-key", "caravana");
        set("target.cloud.secret-key-file", secret("cloud", "canary-cloud").toString());
        set("mail.server", mail.url()).set("mail.from", "caravana@example").set("mail.support", "ti@example");
        set("plan.nightly.sources", "conan,systems").set("plan.nightly.targets", "annex,cloud");
        set("plan.nightly.schedule", "0 0 19 ? * MON-SAT");
        set("job.pick-up-every", "1s").set("job.watch-every", "1s").set("notice.every", "1s");
        set("retry.start-every", "1s").set("retry.capture-every", "1s").set("retry.copy-every", "1s");
        set("retry.blip-millis", "50");
        set("web.port", "0");
    }

    /** Every file below, by its path, with its content. */
    static Map<String, String> content(Path folder) throws IOException {
        Map<String, String> content = new TreeMap<>();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> all = Files.walk(folder)) {
                all.filter(p -> Files.isRegularFile(p, LinkOption.NOFOLLOW_LINKS))
                        .forEach(p -> content.put(folder.relativize(p).toString(), text(p)));
            }
        }
        return content;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        annexGone();
        cloudGone();
        mail.close();
    }
}
