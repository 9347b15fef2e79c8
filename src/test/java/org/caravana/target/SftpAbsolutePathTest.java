package org.caravana.target;

import java.nio.file.Path;
import org.caravana.config.Settings;
import org.caravana.demo.SftpServer;
import org.junit.jupiter.api.AfterEach;

/** The same server, with a path that begins at its root. */
class SftpAbsolutePathTest extends TargetContract {
    private SftpServer server;

    @Override
    Settings.Target target() throws Exception {
        server = SftpServer.start(scratch.resolve("served"), "caravana", "secret");
        return Targets.sftp(NAME, server, scratch, "path", "/srv/backup");
    }

    @Override
    Path root() {
        return scratch.resolve("served/srv/backup");
    }

    @AfterEach
    void stopServer() throws Exception {
        server.close();
    }
}
