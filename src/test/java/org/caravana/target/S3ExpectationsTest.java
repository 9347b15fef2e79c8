package org.caravana.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.caravana.demo.S3Server;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class S3ExpectationsTest {
    @TempDir
    Path scratch;

    private final Map<String, Optional<String>> expected = new ConcurrentHashMap<>();
    private HttpServer listener;

    @BeforeEach
    void listen() throws IOException {
        listener = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        listener.createContext("/", exchange -> {
            if (exchange.getRequestMethod().equals("PUT")) {
                expected.put(
                        exchange.getRequestURI().getPath(),
                        Optional.ofNullable(exchange.getRequestHeaders().getFirst("Expect")));
            }
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        listener.start();
    }

    @AfterEach
    void stopListening() {
        listener.stop(0);
    }

    @Test
    void onlyALargeObjectWaitsForTheServersWord() throws Exception {
        String endpoint = "http://127.0.0.1:" + listener.getAddress().getPort();
        try (S3Server server = S3Server.start(scratch.resolve("served"), "inprev", "access", "secret");
                TargetContext routes = new TargetContext(Targets.s3("cloud", server, "endpoint", endpoint))) {
            for (long size : List.of(100L, S3Expectations.SMALL_BYTES - 1, S3Expectations.SMALL_BYTES)) {
                Path file = Files.write(scratch.resolve("of-" + size), new byte[(int) size]);
                // that the server, asked afterwards, knows no sum of it is another matter
                catchThrowable(() -> routes.put("cloud", "of-" + size, file, "ab".repeat(32)));
            }
        }

        assertThat(expected)
                .containsEntry("/inprev/of-100", Optional.empty())
                .containsEntry("/inprev/of-" + (S3Expectations.SMALL_BYTES - 1), Optional.empty())
                .containsEntry("/inprev/of-" + S3Expectations.SMALL_BYTES, Optional.of("100-continue"));
    }
}
