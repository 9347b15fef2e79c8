package org.caravana.demo;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.caravana.cli.CatalogueLock;
import org.caravana.cli.Home;
import org.caravana.cli.JobControl;
import org.caravana.cli.JobReport;
import org.caravana.cli.Operations;

/**
 * A whole night on servers in this process: a database and a directory are backed up by the real routes, copied to an
 * SFTP server and an S3 server, told about by mail, restored from each place, and compared with what was there.
 */
public final class Demonstration {
    private static final long LOOK_EVERY_MILLIS = 200;
    private static final Duration MAIL_PATIENCE = Duration.ofSeconds(20);

    private final Operations operations;
    private final Path routes;
    private final Path root;
    private final boolean keep;
    private final PrintWriter out;

    /**
     * @param routes the folder of the route files
     * @param root where it works, an empty folder
     * @param keep whether the folder stays
     */
    public Demonstration(Operations operations, Path routes, Path root, boolean keep, PrintWriter out) {
        this.operations = operations;
        this.routes = routes;
        this.root = root;
        this.keep = keep;
        this.out = out;
    }

    /** Runs it. Returns whether everything was restored from every place without a difference. */
    public boolean run() throws Exception {
        DemoHome place = new DemoHome(root);
        Secrets secrets = Secrets.random();
        try (Servers servers = Servers.start(place, secrets)) {
            step("An SFTP server, an S3 server and a mail server run in this process, on loopback");
            Home home = place.make(routes, servers, secrets);
            SampleDatabase database = sampleData(place, secrets);
            step("The plan " + DemoHome.PLAN + " is run, by the routes in " + routes);
            boolean completed = night(home);
            mails(servers.mail());
            Restores restores = new Restores(operations, home, place, secrets, out);
            boolean same = completed && restores.compareAll(database.rows());
            where(place);
            step(same ? "Everything that was restored is what it was" : "NOT everything is what it was");
            return same;
        } finally {
            if (!keep) {
                delete(root);
            }
        }
    }

    private SampleDatabase sampleData(DemoHome place, Secrets secrets) throws Exception {
        SampleDatabase database = new SampleDatabase(place.databaseUrl("conan"), secrets.database());
        int rows = database.make();
        int files = new SampleDirectory(place.systems()).make();
        step("A payroll database with " + rows + " rows, and a directory of " + files + " files, were made");
        return database;
    }

    private boolean night(Home home) throws Exception {
        try (CatalogueLock lock =
                        CatalogueLock.tryAcquire(home.settings().data()).orElseThrow();
                JobControl control = operations.start(home, lock)) {
            JobReport job = control.run(DemoHome.PLAN);
            int seen = 0;
            while (true) {
                for (; seen < job.events().size(); seen++) {
                    event(job.events().get(seen));
                }
                if (job.ended()) {
                    return job.state().equals("COMPLETED");
                }
                TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MILLIS);
                job = control.leave(job.id());
            }
        }
    }

    private void event(JobReport.EventReport event) {
        String who = event.target() == null ? "job" : "copy to " + event.target();
        out.printf("   %-14s %-9s %s%n", who, event.state(), event.message());
        out.flush();
    }

    private void mails(MailServer server) throws Exception {
        server.await(2, MAIL_PATIENCE);
        step("The mails to IT support, as they arrived");
        for (String mail : MailText.of(server.messages())) {
            mail.lines().forEach(line -> out.println("   | " + line));
            out.println();
        }
    }

    private void where(DemoHome place) throws IOException {
        step("Where the copies lie" + (keep ? "" : " (until this ends; --keep leaves them)"));
        for (Path folder : List.of(place.repository(), place.annex(), place.cloud())) {
            List<Path> files = new ArrayList<>();
            try (Stream<Path> all = Files.walk(folder)) {
                all.filter(Files::isRegularFile).forEach(files::add);
            }
            long bytes = 0;
            for (Path file : files) {
                bytes += Files.size(file);
            }
            out.printf("   %s: %d files, %.1f MB%n", folder, files.size(), bytes / 1e6);
        }
    }

    private void step(String text) {
        out.println();
        out.println("== " + text);
        out.flush();
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
