package org.caravana.target;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.EndpointAware;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.component.file.GenericFile;
import org.apache.camel.component.file.remote.RemoteFileEndpoint;
import org.apache.camel.component.file.remote.RemoteFileOperations;
import org.apache.camel.support.DefaultExchange;
import org.caravana.repository.ObjectStore.StoredObject;

/**
 * Reads and deletes over the endpoint that a route sends to, if that is a remote file server ({@code sftp}, {@code
 * ftp}, {@code ftps}); the endpoint's folder is the root.
 *
 * <p>Camel's polling consumer will not do: it logs a failed retrieval and yields nothing, takes no folder by header,
 * and tells nobody of a failed delete. So this uses what the consumer itself is built on, the endpoint's operations.
 * Connections are kept for the next call.
 */
public final class RemoteFiles implements AutoCloseable {
    private final CamelContext context;
    private final IdleConnections idle;

    RemoteFiles(CamelContext context, IdleConnections idle) {
        this.context = context;
        this.idle = idle;
    }

    /** A folder's direct members; empty if there is no such folder. @param headers get what is left of cut-off puts */
    public List<StoredObject> list(String route, String folder, Map<String, Object> headers) throws IOException {
        return connected(route, (connection, root) -> {
            try {
                List<RemoteMember> members = Arrays.stream(connection.listFiles(join(root, folder)))
                        .map(RemoteMember::of)
                        .toList();
                headers.put(
                        TargetHeaders.LEFT,
                        members.stream()
                                .filter(RemoteMember::isLeft)
                                .map(member -> folder + "/" + member.name())
                                .toList());
                headers.remove(TargetHeaders.PROBE_WRITTEN);
                members.stream()
                        .filter(member -> StoredNames.isProbe(member.name()))
                        .flatMapToLong(member -> member.written().stream())
                        .max()
                        .ifPresent(written -> headers.put(TargetHeaders.PROBE_WRITTEN, written));
                return members.stream()
                        .filter(RemoteMember::isObject)
                        .map(RemoteMember::stored)
                        .toList();
            } catch (RuntimeException e) {
                if (Failures.isMissingObject(e)) {
                    return List.of();
                }
                throw e;
            }
        });
    }

    /** Writes an object into a local file; a file that is there is replaced. */
    public void get(String route, String object, String into) throws IOException {
        connected(route, (connection, root) -> {
            Exchange exchange = new DefaultExchange(context);
            GenericFile<?> file = connection.newGenericFile();
            exchange.setProperty(ExchangePropertyKey.FILE_EXCHANGE_FILE, file);
            connection.retrieveFile(join(root, object), exchange, -1);
            try (InputStream in = (InputStream) file.getBody()) {
                Files.copy(in, Path.of(into), StandardCopyOption.REPLACE_EXISTING);
            }
            return null;
        });
    }

    public void delete(String route, String object) throws IOException {
        connected(route, (connection, root) -> connection.deleteFile(join(root, object)));
    }

    private <R> R connected(String route, Work<R> work) throws IOException {
        RemoteFileEndpoint<?> endpoint = endpoint(route);
        IdleConnections.Connection connection = idle.take(endpoint);
        try {
            R result =
                    work.on(connection.operations(), endpoint.getConfiguration().getDirectory());
            idle.giveBack(connection);
            return result;
        } catch (IOException | RuntimeException e) {
            idle.failed(connection, e);
            throw e;
        }
    }

    private RemoteFileEndpoint<?> endpoint(String route) {
        return context.getRoute(route).filter("*").stream()
                .flatMap(
                        step -> step instanceof EndpointAware sender ? Stream.of(sender.getEndpoint()) : Stream.empty())
                .filter(RemoteFileEndpoint.class::isInstance)
                .map(endpoint -> (RemoteFileEndpoint<?>) endpoint)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(route + " sends to no remote file server"));
    }

    private static String join(String root, String path) {
        return root.isEmpty() || root.endsWith("/") ? root + path : root + "/" + path;
    }

    @Override
    public void close() {
        idle.close();
    }

    @FunctionalInterface
    private interface Work<R> {
        R on(RemoteFileOperations<?> connection, String root) throws IOException;
    }
}
