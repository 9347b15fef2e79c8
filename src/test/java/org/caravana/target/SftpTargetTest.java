package org.caravana.target;

import java.nio.file.Path;
import org.caravana.config.Settings;
import org.caravana.demo.SftpServer;
import org.junit.jupiter.api.AfterEach;

class SftpTargetTest extends TargetContract {
    private SftpServer server;

    @Override
    Settings.Target target() throws Exception {
        server = SftpServer.start(scratch.resolve("served"), "caravana", "s3cret-canary");
        return Targets.target(
                NAME,
                "sftp",
                "host",
                server.host(),
                "port",
                "" + server.port(),
                "user",
                "caravana",
                "path",
                "backup",
                "known-hosts",
                server.writeKnownHosts(scratch.resolve("known_hosts")).toString(),
                "!password",
                "s3cret-canary");
    }

    @Override
    Path root() {
        return scratch.resolve("served/backup");
    }

    @AfterEach
    void stopServer() throws Exception {
        server.close();
    }
}
