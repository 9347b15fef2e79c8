package org.caravana.target;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.component.file.remote.RemoteFileEndpoint;
import org.apache.camel.component.file.remote.RemoteFileOperations;

/** Connections to remote file servers that nobody uses right now, kept because a new one costs many round trips. */
final class IdleConnections implements AutoCloseable {
    private static final int KEPT = 8;

    private final Map<RemoteFileEndpoint<?>, Deque<Connection>> idle = new HashMap<>();

    /** An idle connection that still answers, or a new one. */
    Connection take(RemoteFileEndpoint<?> endpoint) {
        for (Connection kept = poll(endpoint); kept != null; kept = poll(endpoint)) {
            if (kept.operations().isConnected() && kept.operations().sendNoop()) {
                return kept;
            }
            kept.cut();
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
            Deque<Connection> kept = idle.computeIfAbsent(connection.endpoint(), e -> new ArrayDeque<>());
            if (kept.size() < KEPT) {
                kept.push(connection);
                return;
            }
        }
        connection.cut();
    }

    private Connection poll(RemoteFileEndpoint<?> endpoint) {
        synchronized (idle) {
            Deque<Connection> kept = idle.get(endpoint);
            return kept == null ? null : kept.poll();
        }
    }

    @Override
    public void close() {
        synchronized (idle) {
            idle.values().forEach(kept -> kept.forEach(Connection::cut));
            idle.clear();
        }
    }

    record Connection(RemoteFileEndpoint<?> endpoint, RemoteFileOperations<?> operations) {
        void cut() {
            operations.forceDisconnect();
        }
    }
}
