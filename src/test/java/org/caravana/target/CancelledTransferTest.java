package org.caravana.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import org.caravana.config.Settings;
import org.caravana.demo.S3Server;
import org.caravana.demo.SftpServer;
import org.caravana.job.Copy;
import org.caravana.job.CopyState;
import org.caravana.job.Job;
import org.caravana.job.JobState;
import org.caravana.repository.Sha256;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A cancelled job does not send its object to the end over a thin line. */
@Timeout(120)
class CancelledTransferTest {
    /** At 64 KiB a second over five minutes. */
    private static final int PACK = 20_000_000;

    @TempDir
    Path home;

    @Test
    void toABucket() throws Exception {
        overALineToABucket(this::endsInMidObject, "bandwidth", "65536");
        assertThat(Office.filesBelow(home.resolve("s3"))).noneMatch(file -> file.endsWith("manifest.json"));
    }

    @Test
    void toAnSftpServer() throws Exception {
        overALineToAnSftpServer(this::endsInMidObject, "bandwidth", "65536");
    }

    @Test
    @Timeout(60) // the server may be silent for 120 s
    void aProcessThatEndsBreaksASilentLineToABucket() throws Exception {
        overALineToABucket(this::endsOverASilentLine);
    }

    @Test
    @Timeout(60)
    void aProcessThatEndsBreaksASilentLineToAnSftpServer() throws Exception {
        overALineToAnSftpServer(this::endsOverASilentLine);
    }

    private interface Transfer {
        void over(FaultyLine line, Settings.Target target) throws Exception;
    }

    private void overALineToABucket(Transfer transfer, String... settings) throws Exception {
        try (S3Server server = S3Server.start(home.resolve("s3"), "inprev", "access", "secret");
                FaultyLine line = FaultyLine.to(server.endpoint().getPort())) {
            String[] all = Targets.with(settings, "endpoint", "http://127.0.0.1:" + line.port());
            transfer.over(line, Targets.s3("away", server, all));
        }
    }

    private void overALineToAnSftpServer(Transfer transfer, String... settings) throws Exception {
        try (SftpServer server = SftpServer.start(home.resolve("sftp"), "caravana", "secret");
                FaultyLine line = FaultyLine.to(server.port())) {
            String[] all = Targets.with(settings, "port", "" + line.port(), "known-hosts", knownHosts(server, line));
            transfer.over(line, Targets.sftp("away", server, home, all));
        }
    }

    private void endsOverASilentLine(FaultyLine line, Settings.Target target) throws Exception {
        line.fallSilentAfter(300_000);
        Path file = Files.write(home.resolve("pack"), new byte[PACK]);
        try (TargetContext routes = new TargetContext(target)) {
            AtomicReference<Throwable> failure = new AtomicReference<>();
            Thread carrier = new Thread(
                    () -> failure.set(catchThrowable(() -> routes.put("away", "p/x", file, Sha256.hex(file)))));
            carrier.start();
            while (carrier.isAlive() && line.sent() < 300_000) {
                Thread.yield();
            }
            TargetLines lines = routes.camel().getRegistry().findSingleByType(TargetLines.class);
            lines.cut("the process ends");
            lines.sever();
            carrier.join();

            assertThat(failure.get()).isNotNull();
        }
    }

    private String knownHosts(SftpServer server, FaultyLine line) throws Exception {
        String key = Files.readString(server.writeKnownHosts(home.resolve("server.known_hosts")));
        return Files.writeString(home.resolve("line.known_hosts"), key.replace(":" + server.port(), ":" + line.port()))
                .toString();
    }

    private void endsInMidObject(FaultyLine line, Settings.Target target) throws Exception {
        try (Office office = new Office(home, target)) {
            Job job = office.captured("20261102T220003Z", 0);
            office.backups.addPack(PACK, "20261102T220003Z");
            Thread carrier = new Thread(() -> office.send(job));
            carrier.start();
            while (carrier.isAlive() && line.sent() < 300_000) {
                Thread.yield();
            }

            office.jobs.cancel(job.id(), "maria");
            carrier.join();

            assertThat(line.sent()).isLessThan(PACK);
            assertThat(office.jobs.get(job.id()).state()).isEqualTo(JobState.ABORTED);
            assertThat(office.jobs.copies(job.id())).extracting(Copy::state).doesNotContain(CopyState.VERIFIED);
        }
    }
}
