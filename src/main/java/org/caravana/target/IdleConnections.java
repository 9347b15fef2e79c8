package org.caravana.target;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.component.file.remote.RemoteFileEndpoint;
import org.apache.camel.component.file.remote.RemoteFileOperations;

/**
 * Connections to remote file servers that nobody uses right now, kept because a new one costs many round trips. Puts,
 * fetches and listings take from the same. Thread-safe.
 */
final class IdleConnections implements AutoCloseable {
    /** As many as a target may have transfers. */
    private static final int KEPT = 32;

    /** Whatever lies between may forget a line that is silent for longer, and tells nobody. */
    private static final long LONGEST = Duration.ofSeconds(60).toNanos();

    private final Map<RemoteFileEndpoint<?>, Deque<Idle>> idle = new HashMap<>();
    private final LongSupplier nanoTime;
    private boolean closed;

    /** @param nanoTime a clock that never goes back, nanoseconds */
    IdleConnections(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    private record Idle(Connection connection, long since) {}

    /** An idle connection that still answers, or a new one. */
    Connection take(RemoteFileEndpoint<?> endpoint) {
        for (Idle kept = poll(endpoint); kept != null; kept = poll(endpoint)) {
            Connection connection = kept.connection();
            boolean fresh = nanoTime.getAsLong() - kept.since() < LONGEST;
            if (fresh
                    && connection.operations().isConnected()
                    && connection.operations().sendNoop()) {
                return connection;
            }
            connection.cut();
        }
        RemoteFileOperations<?> operations = operations(endpoint);
        operations.connect(endpoint.getConfiguration(), null);
        return new Connection(endpoint, operations);
    }

    private static RemoteFileOperations<?> operations(RemoteFileEndpoint<?> endpoint) {
        try {
            return endpoint.createRemoteFileOperations();
        } catch (Exception e) {
            throw RuntimeCamelException.wrapRuntimeCamelException(e);
        }
    }

    void giveBack(Connection connection) {
        synchronized (idle) {
            Deque<Idle> kept = idle.computeIfAbsent(connection.endpoint(), e -> new ArrayDeque<>());
            if (!closed && kept.size() < KEPT) {
                kept.push(new Idle(connection, nanoTime.getAsLong()));
                return;
            }
        }
        connection.cut();
    }

    /**
     * One failed that was in use: whatever happened, nobody is to meet what is left of it. What broke its line broke those
     * beside it, too, and each would cost the next who takes it a try: they go with it, unless the server has only answered
     * that there is no such thing.
     */
    void failed(Connection connection, Exception why) {
        connection.cut();
        if (Failures.isMissingObject(why)) {
            return;
        }
        for (Idle kept = poll(connection.endpoint()); kept != null; kept = poll(connection.endpoint())) {
            kept.connection().cut();
        }
    }

    private Idle poll(RemoteFileEndpoint<?> endpoint) {
        synchronized (idle) {
            Deque<Idle> kept = idle.get(endpoint);
            return kept == null ? null : kept.poll();
        }
    }

    @Override
    public void close() {
        synchronized (idle) {
            closed = true;
            idle.values().forEach(kept -> kept.forEach(each -> each.connection().cut()));
            idle.clear();
        }
    }

    record Connection(RemoteFileEndpoint<?> endpoint, RemoteFileOperations<?> operations) {
        void cut() {
            operations.forceDisconnect();
        }
    }
}
