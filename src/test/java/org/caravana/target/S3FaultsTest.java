package org.caravana.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.caravana.CaravanaException;
import org.caravana.config.Settings;
import org.caravana.demo.S3Server;
import org.caravana.repository.ObjectStore.StoredObject;
import org.caravana.repository.Sha256;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class S3FaultsTest {
    @TempDir
    Path scratch;

    @Test
    void theServerConfirmsTheHashItself() throws Exception {
        try (S3Server server = server();
                TargetContext routes = new TargetContext(Targets.s3("cloud", server))) {
            Path file = someFile();

            assertThat(routes.put("cloud", "p/x", file, Sha256.hex(file)))
                    .containsEntry(TargetHeaders.VERIFIED, "HASHED");
        }
    }

    @Test
    void theServerTurnsDownWhatHasAnotherHash() throws Exception {
        try (S3Server server = server();
                TargetContext routes = new TargetContext(Targets.s3("cloud", server))) {
            Throwable failure = catchThrowable(() -> routes.put("cloud", "p/x", someFile(), "ab".repeat(32)));

            assertThat(failure).isNotNull();
            assertThat(routes.list("cloud", "p")).isEmpty();
        }
    }

    @Test
    void aBucketThatIsNotThereIsRefusedAndNotMade() throws Exception {
        try (S3Server server = server();
                TargetContext routes = new TargetContext(Targets.s3("cloud", server, "bucket", "elsewhere"))) {
            assertThat(explained(catchThrowable(() -> routes.put("cloud", "p/x", someFile(), Sha256.hex(someFile())))))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("target cloud: there is no such bucket")
                    .hasMessageContaining("target.cloud.bucket");
            assertThat(explained(catchThrowable(() -> routes.list("cloud", "p"))))
                    .isInstanceOf(RefusedException.class);
            assertThat(scratch.resolve("served/elsewhere")).doesNotExist();
        }
    }

    @Test
    void aWrongSecretKeyIsRefusedAndItsWordsHoldNoSecret() throws Exception {
        try (S3Server server = server();
                TargetContext routes = new TargetContext(Targets.s3("cloud", server, "!secret-key", "canary"))) {
            CaravanaException failure = explained(catchThrowable(() -> routes.list("cloud", "p")));

            assertThat(failure).isInstanceOf(RefusedException.class).hasMessageContaining("HINT: check the access key");
            assertThat(failure).hasStackTraceContaining("403");
            assertThat(failure.getMessage()).doesNotContain("canary");
        }
    }

    @Test
    void aServerThatIsAwayHoldsNoStartBack() throws Exception {
        S3Server server = server();
        Settings.Target target = Targets.s3("cloud", server);
        server.close();
        try (TargetContext routes = new TargetContext(target)) {
            assertThat(explained(catchThrowable(() -> routes.list("cloud", "p"))))
                    .isInstanceOf(PlaceException.class);
        }
    }

    @Test
    void connectionsOutliveEmptyObjects() throws Exception {
        try (S3Server server = server();
                TargetContext routes = new TargetContext(Targets.s3("cloud", server))) {
            Path empty = Files.write(scratch.resolve("empty"), new byte[0]);

            for (int i = 0; i < 50; i++) {
                routes.put("cloud", "p/" + i, empty, Sha256.hex(empty));
            }

            assertThat(routes.list("cloud", "p")).hasSize(50);
        }
    }

    @Test
    void anAnswerWithoutEndIsNotTakenIntoMemory() throws Exception {
        byte[] much = "x".repeat(1 << 20).getBytes(StandardCharsets.US_ASCII);
        HttpServer endless = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        endless.createContext("/", exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "application/xml");
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write("<ListBucketResult><Name>".getBytes(StandardCharsets.US_ASCII));
            while (true) {
                exchange.getResponseBody().write(much);
            }
        });
        endless.start();
        try (S3Server server = server();
                TargetContext routes = new TargetContext(Targets.s3(
                        "cloud",
                        server,
                        "endpoint",
                        "http://127.0.0.1:" + endless.getAddress().getPort()))) {
            assertThat(explained(catchThrowable(() -> routes.list("cloud", "p"))))
                    .hasMessageContaining("target cloud: the server's answer is longer than 16 MiB")
                    .hasMessageContaining("HINT");
        } finally {
            endless.stop(0);
        }
    }

    @Test
    void aFolderOfMoreThanAPageIsListedWhole() throws Exception {
        try (S3Server server = server();
                TargetContext routes = new TargetContext(Targets.s3("cloud", server))) {
            Path packs = Files.createDirectories(scratch.resolve("served/inprev/p/packs"));
            for (int i = 0; i < 2_300; i++) {
                Files.write(packs.resolve("pack-" + i), new byte[i % 7]);
            }
            Files.createDirectories(packs.resolve("pack-500-folder"));
            Files.write(packs.resolve("pack-500-folder/x"), new byte[1]);

            assertThat(routes.list("cloud", "p/packs"))
                    .hasSize(2_301)
                    .contains(new StoredObject("pack-500-folder/", -1))
                    .containsAll(IntStream.range(0, 2_300)
                            .mapToObj(i -> new StoredObject("pack-" + i, i % 7))
                            .toList());
        }
    }

    private S3Server server() throws IOException {
        return S3Server.start(scratch.resolve("served"), "inprev", "access", "secret");
    }

    private Path someFile() throws IOException {
        return Files.write(scratch.resolve("file"), new byte[100_000]);
    }

    private static CaravanaException explained(Throwable failure) {
        return new Failures().explain("cloud", failure);
    }
}
