package org.caravana.target;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;

/**
 * Sends over another client and keeps to the target's line: bodies go no faster than it may carry, and a request of which
 * the server takes nothing for too long is aborted. Java's sockets know a timeout for reading only, and a server that
 * hangs while its machine lives would hold a writer for ever. Answers that are read into memory are bounded.
 */
final class WatchedHttpClient implements SdkHttpClient {
    private static final Duration LOOK_EVERY = Duration.ofMillis(500);

    private final SdkHttpClient client;
    private final TargetLine line;
    private final Set<Watched> underWay = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService watch;

    WatchedHttpClient(SdkHttpClient client, TargetLine line, String name) {
        this.client = client;
        this.line = line;
        this.watch = Executors.newSingleThreadScheduledExecutor(look -> {
            Thread thread = new Thread(look, "watch of target " + name);
            thread.setDaemon(true);
            return thread;
        });
        watch.scheduleWithFixedDelay(this::look, LOOK_EVERY.toMillis(), LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void look() {
        underWay.forEach(line.isSevered() ? Watched::abort : Watched::abortIfSilent);
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        Watched watched = new Watched(isObject(request.httpRequest()));
        HttpExecuteRequest.Builder metered = HttpExecuteRequest.builder()
                .request(request.httpRequest())
                .metricCollector(request.metricCollector().orElse(null));
        request.contentStreamProvider()
                .ifPresent(body -> metered.contentStreamProvider(
                        ContentStreamProvider.fromInputStreamSupplier(() -> watched.read(line.up(body.newStream())))));
        watched.request = client.prepareRequest(metered.build());
        return watched;
    }

    /** Whether an object is asked for; a listing names the delimiter of its folders. */
    private static boolean isObject(SdkHttpRequest request) {
        return request.method() == SdkHttpMethod.GET
                && request.firstMatchingRawQueryParameter("delimiter").isEmpty();
    }

    @Override
    public void close() {
        watch.shutdownNow();
        client.close();
    }

    @Override
    public String clientName() {
        return client.clientName();
    }

    private final class Watched implements ExecutableHttpRequest {
        private final boolean object;
        private ExecutableHttpRequest request;
        private volatile long lastSign;
        private volatile boolean silent;

        Watched(boolean object) {
            this.object = object;
        }

        @Override
        public HttpExecuteResponse call() throws IOException {
            lastSign = System.nanoTime();
            underWay.add(this);
            try {
                return metered(request.call());
            } catch (IOException | RuntimeException e) {
                if (silent) {
                    SocketTimeoutException told = new SocketTimeoutException(
                            "the server took nothing for " + line.silence().toSeconds() + " s");
                    told.initCause(e);
                    throw told;
                }
                throw e;
            } finally {
                underWay.remove(this);
            }
        }

        @Override
        public void abort() {
            request.abort();
        }

        private void abortIfSilent() {
            // the socket's own timeout comes first where an answer is waited for
            if (System.nanoTime() - lastSign > line.silence().plus(LOOK_EVERY).toNanos()) {
                silent = true;
                request.abort();
            }
        }

        private InputStream read(InputStream body) {
            return new FilterInputStream(body) {
                @Override
                public int read() throws IOException {
                    lastSign = System.nanoTime();
                    return super.read();
                }

                @Override
                public int read(byte[] into, int offset, int length) throws IOException {
                    int read = super.read(into, offset, length);
                    lastSign = System.nanoTime();
                    return read;
                }
            };
        }

        private HttpExecuteResponse metered(HttpExecuteResponse response) {
            boolean whole = !object || !response.httpResponse().isSuccessful();
            return HttpExecuteResponse.builder()
                    .response(response.httpResponse())
                    .responseBody(response.responseBody()
                            .map(body -> AbortableInputStream.create(
                                    whole ? new BoundedAnswer(line.down(body), body::abort) : line.down(body), body))
                            .orElse(null))
                    .build();
        }
    }
}
