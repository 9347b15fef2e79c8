package org.caravana.target;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

class S3ExpectationsTest {
    private final Map<String, Optional<String>> expected = new ConcurrentHashMap<>();
    private HttpServer server;

    @BeforeEach
    void startServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            expected.put(
                    exchange.getRequestURI().getPath(),
                    Optional.ofNullable(exchange.getRequestHeaders().getFirst("Expect")));
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stopServer() {
        server.stop(0);
    }

    @Test
    void onlyALargeObjectWaitsForTheServersWord() {
        try (S3Client client = client()) {
            for (long size : List.of(100L, S3Expectations.SMALL_BYTES - 1, S3Expectations.SMALL_BYTES)) {
                client.putObject(put -> put.bucket("b").key("of-" + size), RequestBody.fromBytes(new byte[(int) size]));
            }
        }

        assertThat(expected)
                .containsEntry("/b/of-100", Optional.empty())
                .containsEntry("/b/of-" + (S3Expectations.SMALL_BYTES - 1), Optional.empty())
                .containsEntry("/b/of-" + S3Expectations.SMALL_BYTES, Optional.of("100-continue"));
    }

    private S3Client client() {
        return S3Client.builder()
                .region(Region.US_EAST_1)
                .endpointOverride(
                        URI.create("http://127.0.0.1:" + server.getAddress().getPort()))
                .forcePathStyle(true)
                .serviceConfiguration(c -> c.chunkedEncodingEnabled(false))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("a", "b")))
                .httpClient(
                        ApacheHttpClient.builder().expectContinueEnabled(false).build())
                .overrideConfiguration(c -> c.addExecutionInterceptor(new S3Expectations()))
                .build();
    }
}
