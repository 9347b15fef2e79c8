package org.caravana.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.caravana.demo.S3Server;
import org.caravana.repository.Sha256;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class S3SignerTest {
    private static final String CHECKSUM = "x-amz-checksum-sha256";
    private static final String UNSIGNED = "UNSIGNED-PAYLOAD";

    @TempDir
    Path scratch;

    /** What each put said of its body's signature. */
    private final List<String> bodies = new CopyOnWriteArrayList<>();

    private volatile boolean tells = true;
    private HttpServer listener;

    @BeforeEach
    void listen() throws IOException {
        listener = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        listener.createContext("/", this::answer);
        listener.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
        if (exchange.getRequestMethod().equals("PUT")) {
            bodies.add(exchange.getRequestHeaders().getFirst("x-amz-content-sha256"));
            assertThat(exchange.getRequestHeaders().getFirst("Authorization")).contains(CHECKSUM);
            if (tells) {
                exchange.getResponseHeaders()
                        .set(CHECKSUM, exchange.getRequestHeaders().getFirst(CHECKSUM));
            }
        }
        exchange.getRequestBody().readAllBytes();
        exchange.sendResponseHeaders(200, -1);
        exchange.close();
    }

    @AfterEach
    void stopListening() {
        listener.stop(0);
    }

    @Test
    void aBodyIsLeftToTheSignedChecksumWhileTheServerTellsItBack() throws Exception {
        Path file = Files.writeString(scratch.resolve("pack"), "rows");
        String sha256 = Sha256.hex(file);
        String endpoint = "http://127.0.0.1:" + listener.getAddress().getPort();
        try (S3Server server = S3Server.start(scratch.resolve("served"), "inprev", "access", "secret");
                TargetContext routes = new TargetContext(Targets.s3("cloud", server, "endpoint", endpoint))) {
            routes.put("cloud", "one", file, sha256);
            routes.put("cloud", "two", file, sha256);
            tells = false;
            // it is asked then, and knows no sum
            catchThrowable(() -> routes.put("cloud", "three", file, sha256));
            catchThrowable(() -> routes.put("cloud", "four", file, sha256));
        }

        assertThat(bodies).containsExactly(sha256, UNSIGNED, UNSIGNED, sha256);
    }

    @Test
    void aServerThatComparesRefusesABodyThatIsAnother() throws Exception {
        Path file = Files.writeString(scratch.resolve("pack"), "rows");
        try (S3Server server = S3Server.start(scratch.resolve("served"), "inprev", "access", "secret");
                TargetContext routes = new TargetContext(Targets.s3("cloud", server))) {
            routes.put("cloud", "good", file, Sha256.hex(file));

            assertThat(catchThrowable(() -> routes.put("cloud", "bad", file, "ab".repeat(32))))
                    .isNotNull();
            assertThat(scratch.resolve("served/inprev/bad")).doesNotExist();
            assertThat(scratch.resolve("served/inprev/good")).hasSameBinaryContentAs(file);
        }
    }
}
