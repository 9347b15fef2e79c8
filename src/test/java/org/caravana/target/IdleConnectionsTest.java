package org.caravana.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.camel.component.file.remote.RemoteFileEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.caravana.demo.SftpServer;
import org.caravana.repository.Sha256;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Connections to an SFTP server that are used again. */
class IdleConnectionsTest {
    @TempDir
    Path scratch;

    private final AtomicLong now = new AtomicLong(42);

    @Test
    void putsFetchesAndListingsUseTheSameConnection() throws Exception {
        Path file = Files.write(scratch.resolve("file"), new byte[1000]);
        try (FaultySftp place = new FaultySftp(scratch);
                TargetContext routes = new TargetContext(place.target())) {
            String target = FaultContract.NAME;
            routes.list(target, "");
            routes.put(target, "p/one", file, Sha256.hex(file));
            routes.put(target, "p/two", file, Sha256.hex(file));
            routes.get(target, "p/two", scratch.resolve("back"));
            routes.list(target, "p");
            routes.delete(target, "p/one");

            assertThat(place.line().orElseThrow().connections()).isOne();
        }
    }

    @Test
    void aConnectionThatLayIdleForLongIsNotUsedAgain() throws Exception {
        try (SftpServer server = SftpServer.start(scratch.resolve("served"), "caravana", "secret");
                DefaultCamelContext context = new DefaultCamelContext();
                IdleConnections idle = new IdleConnections(now::get)) {
            RemoteFileEndpoint<?> endpoint = endpoint(context, idle, server);
            IdleConnections.Connection first = idle.take(endpoint);
            idle.giveBack(first);
            now.addAndGet(Duration.ofSeconds(59).toNanos());
            assertThat(idle.take(endpoint)).isSameAs(first);
            idle.giveBack(first);

            now.addAndGet(Duration.ofSeconds(61).toNanos());

            assertThat(idle.take(endpoint)).isNotSameAs(first);
            assertThat(first.operations().isConnected()).isFalse();
        }
    }

    @Test
    void whatLayIdleBesideOneThatBrokeIsNotUsedAgain() throws Exception {
        try (SftpServer server = SftpServer.start(scratch.resolve("served"), "caravana", "secret");
                DefaultCamelContext context = new DefaultCamelContext();
                IdleConnections idle = new IdleConnections(now::get)) {
            RemoteFileEndpoint<?> endpoint = endpoint(context, idle, server);
            IdleConnections.Connection breaking = idle.take(endpoint);
            IdleConnections.Connection beside = idle.take(endpoint);
            idle.giveBack(beside);

            idle.failed(breaking, new IOException("reset"));

            assertThat(breaking.operations().isConnected()).isFalse();
            assertThat(beside.operations().isConnected()).isFalse();
            assertThat(idle.take(endpoint)).isNotSameAs(beside);
        }
    }

    @Test
    void whatComesBackAfterTheEndIsCut() throws Exception {
        try (SftpServer server = SftpServer.start(scratch.resolve("served"), "caravana", "secret");
                DefaultCamelContext context = new DefaultCamelContext()) {
            IdleConnections idle = new IdleConnections(now::get);
            IdleConnections.Connection late = idle.take(endpoint(context, idle, server));
            idle.close();

            idle.giveBack(late);

            assertThat(late.operations().isConnected()).isFalse();
        }
    }

    private RemoteFileEndpoint<?> endpoint(DefaultCamelContext context, IdleConnections idle, SftpServer server)
            throws Exception {
        Path known = server.writeKnownHosts(scratch.resolve("known_hosts"));
        context.addComponent("sftp", new SftpPlaces(idle, now::get));
        return context.getEndpoint(
                "sftp://" + server.host() + ":" + server.port() + "?username=caravana&password=secret"
                        + "&strictHostKeyChecking=yes&useUserKnownHostsFile=false&knownHostsFile=" + known,
                RemoteFileEndpoint.class);
    }
}
