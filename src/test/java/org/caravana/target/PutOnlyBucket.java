package org.caravana.target;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;

/**
 * The part of S3 that credentials have which may put and list, and nothing else: get, head and delete are refused, a
 * put's checksum is compared, and the answer names it. Keeps what was sent and with which headers.
 */
final class PutOnlyBucket implements AutoCloseable {
    private final HttpServer server;
    private final String protocol;
    final Map<String, byte[]> objects = new ConcurrentSkipListMap<>();
    final Map<String, Map<String, String>> headers = new ConcurrentSkipListMap<>();
    /** Whether it knows SHA-256, as Amazon's does. */
    volatile boolean namesSha256 = true;

    /** What it makes an ETag of, from the MD5 in hex. */
    volatile UnaryOperator<String> etag = UnaryOperator.identity();

    final Map<String, String> refused = new ConcurrentSkipListMap<>();

    PutOnlyBucket() throws IOException {
        this(HttpServer.create(), "http");
    }

    /** Over HTTPS. */
    PutOnlyBucket(SSLContext tls) throws IOException {
        this(over(tls), "https");
    }

    private static HttpServer over(SSLContext tls) throws IOException {
        HttpsServer server = HttpsServer.create();
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
        return server;
    }

    private PutOnlyBucket(HttpServer server, String protocol) throws IOException {
        this.server = server;
        this.protocol = protocol;
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.setExecutor(Executors.newCachedThreadPool());
        server.start();
    }

    URI endpoint() {
        return URI.create(protocol + "://127.0.0.1:" + server.getAddress().getPort());
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            String path = exchange.getRequestURI().getPath();
            String key = path.substring(Math.min(path.length(), "/inprev/".length()));
            if (exchange.getRequestMethod().equals("PUT") && !key.isEmpty()) {
                put(exchange, key, body);
            } else if (exchange.getRequestMethod().equals("GET") && key.isEmpty()) {
                reply(exchange, 200, list(exchange.getRequestURI().getQuery()));
            } else {
                refused.put(exchange.getRequestMethod() + " " + key, "");
                reply(exchange, 403, "<Error><Code>AccessDenied</Code></Error>");
            }
        }
    }

    private void put(HttpExchange exchange, String key, byte[] body) throws IOException {
        Headers sent = exchange.getRequestHeaders();
        String sum = sum("SHA-256", body);
        String md5 = sum("MD5", body);
        if (namesSha256 && !sum.equals(sent.getFirst("x-amz-checksum-sha256"))
                || !md5.equals(sent.getOrDefault("Content-MD5", List.of(md5)).get(0))) {
            reply(exchange, 400, "<Error><Code>BadDigest</Code></Error>");
            return;
        }
        Map<String, String> kept = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        sent.forEach((name, values) -> kept.put(name, values.get(0)));
        headers.put(key, kept);
        objects.put(key, body);
        if (namesSha256) {
            exchange.getResponseHeaders().set("x-amz-checksum-sha256", sum);
        }
        exchange.getResponseHeaders()
                .set(
                        "ETag",
                        "\""
                                + etag.apply(HexFormat.of()
                                        .formatHex(Base64.getDecoder().decode(md5))) + "\"");
        reply(exchange, 200, "");
    }

    private static String sum(String algorithm, byte[] body) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance(algorithm).digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private String list(String query) {
        String prefix = parameter(query, "prefix");
        String marker = parameter(query, "marker");
        StringBuilder xml = new StringBuilder("<ListBucketResult><IsTruncated>false</IsTruncated>");
        TreeSet<String> folders = new TreeSet<>();
        objects.forEach((key, bytes) -> {
            if (key.startsWith(prefix) && key.compareTo(marker) > 0) {
                int slash = key.indexOf('/', prefix.length());
                if (slash < 0) {
                    xml.append("<Contents><Key>" + key + "</Key><Size>" + bytes.length + "</Size></Contents>");
                } else if (key.substring(0, slash + 1).compareTo(marker) > 0) {
                    folders.add(key.substring(0, slash + 1));
                }
            }
        });
        folders.forEach(f -> xml.append("<CommonPrefixes><Prefix>" + f + "</Prefix></CommonPrefixes>"));
        return xml.append("</ListBucketResult>").toString();
    }

    private static String parameter(String query, String name) {
        for (String pair : query.split("&")) {
            if (pair.startsWith(name + "=")) {
                return pair.substring(name.length() + 1);
            }
        }
        return "";
    }

    private static void reply(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        if (!text.isEmpty()) {
            exchange.getResponseHeaders().set("Content-Type", "application/xml");
        }
        boolean head = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(status, head || body.length == 0 ? -1 : body.length);
        if (!head && body.length > 0) {
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
