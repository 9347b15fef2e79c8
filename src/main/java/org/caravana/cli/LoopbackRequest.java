package org.caravana.cli;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpRetryException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * Something said to a server on this machine's loopback, over HTTP.
 *
 * <p>By Java's older client: the newer one makes TLS ready first, which takes longer than to be answered.
 *
 * @param method {@code GET} or {@code POST}, without a body
 * @param path with its query
 */
record LoopbackRequest(String method, String path) {

    static LoopbackRequest get(String path) {
        return new LoopbackRequest("GET", path);
    }

    static LoopbackRequest post(String path) {
        return new LoopbackRequest("POST", path);
    }

    /** Whether it changes nothing, and may be said twice. */
    boolean asks() {
        return method.equals("GET");
    }

    /** @param body empty if there was none */
    record Answer(int status, String body) {
        boolean good() {
            return status / 100 == 2;
        }
    }

    /**
     * @param authorization the header of that name
     * @param patience how long to wait for the connection, and for the answer
     * @throws java.net.ConnectException if nobody listens
     * @throws IOException if there is no answer; what was said may have been heard all the same
     */
    Answer send(int port, String authorization, Duration patience) throws IOException {
        HttpURLConnection connection = (HttpURLConnection)
                URI.create("http://127.0.0.1:" + port + path).toURL().openConnection(Proxy.NO_PROXY);
        connection.setRequestMethod(method);
        connection.setRequestProperty("Authorization", authorization);
        connection.setConnectTimeout((int) patience.toMillis());
        connection.setReadTimeout((int) patience.toMillis());
        connection.setInstanceFollowRedirects(false);
        if (!asks()) {
            // a body of a known length, empty as it is, is not sent again when the connection breaks
            connection.setDoOutput(true);
            connection.setFixedLengthStreamingMode(0);
            connection.getOutputStream().close();
        }
        return answer(connection);
    }

    private static Answer answer(HttpURLConnection connection) throws IOException {
        int status;
        try {
            status = connection.getResponseCode();
        } catch (HttpRetryException refused) {
            return new Answer(refused.responseCode(), "");
        }
        try (InputStream body = status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
            return new Answer(status, body == null ? "" : new String(body.readAllBytes(), StandardCharsets.UTF_8));
        }
    }
}
