package org.caravana.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.caravana.config.Settings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** OpenSSH's own server, with a key, and an absolute path outside the login folder. */
class OpenSshTargetTest extends TargetContract {
    private OpenSsh server;

    @Override
    Settings.Target target() throws Exception {
        assumeTrue(OpenSsh.isThere(), "no sshd on this machine");
        server = OpenSsh.start(scratch.resolve("ssh"));
        return Targets.openSsh(NAME, server, root());
    }

    @Override
    Path root() {
        return scratch.resolve("served/backup");
    }

    @Test
    void onlyTheOwnerMayReadWhatLiesThere() throws Exception {
        put("p/2026-11/packs/x", someFile("x", 5));

        Path object = root().resolve("p/2026-11/packs/x");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(object)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(object.getParent())))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(root().resolve("p"))))
                .isEqualTo("rwx------");
    }

    @AfterEach
    void stopServer() {
        if (server != null) {
            server.close();
        }
    }
}
