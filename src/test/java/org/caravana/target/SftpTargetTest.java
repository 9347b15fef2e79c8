package org.caravana.target;

import java.nio.file.Path;
import org.caravana.config.Settings;
import org.caravana.demo.SftpServer;
import org.junit.jupiter.api.AfterEach;

class SftpTargetTest extends TargetContract {
    private SftpServer server;

    @Override
    Settings.Target target() throws Exception {
        server = SftpServer.start(scratch.resolve("served"), "caravana", "secret");
        return Targets.sftp(NAME, server, scratch, "path", "backup");
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
