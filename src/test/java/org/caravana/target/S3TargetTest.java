package org.caravana.target;

import java.nio.file.Path;
import org.caravana.config.Settings;
import org.caravana.demo.S3Server;
import org.junit.jupiter.api.AfterEach;

class S3TargetTest extends TargetContract {
    private S3Server server;

    @Override
    Settings.Target target() throws Exception {
        server = S3Server.start(scratch.resolve("served"), "inprev", "access", "secret");
        return Targets.s3(NAME, server, "prefix", "office");
    }

    @Override
    Path root() {
        return scratch.resolve("served/inprev/office");
    }

    @AfterEach
    void stopServer() throws Exception {
        server.close();
    }
}
