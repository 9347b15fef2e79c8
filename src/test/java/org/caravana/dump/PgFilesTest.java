package org.caravana.dump;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.caravana.config.Secret;
import org.caravana.dump.DumpFailedException.Reason;
import org.caravana.repository.StopSignal;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That a server starts on what was restored is shown by {@code .ci/databases}. */
class PgFilesTest {
    private static PgCluster cluster;

    @TempDir
    Path temp;

    @BeforeAll
    static void start() throws Exception {
        cluster = PgCluster.start();
        Dumps.execute(
                cluster.address("postgres"),
                "create role files login replication password 'files-1'",
                "create role plain login password 'plain-1'");
    }

    @AfterAll
    static void stop() throws Exception {
        if (cluster != null) {
            cluster.close();
        }
    }

    @Test
    void theServersOwnFilesAreATarWithTheLogAndAManifest() throws Exception {
        DatabaseAddress files = as("files", "files-1");
        assertThat(DumpTool.of(files).orElseThrow().versions(StopSignal.NEVER))
                .matches("pg_basebackup (\\d+)\\.\\d+, server \\1\\.\\d+");
        Dump dump = Dumps.of(files).get(0);
        assertThat(dump.suffix()).isEqualTo(".pgdata");
        Path tar = Files.write(temp.resolve("files.tar"), Dumps.make(dump).bytes());
        Process listing = new ProcessBuilder("tar", "-tf", tar.toString()).start();
        List<String> names = new String(listing.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
        assertThat(listing.waitFor()).isZero();
        assertThat(names).contains("PG_VERSION", "backup_label", "backup_manifest", "global/pg_control");
        assertThat(names).anyMatch(name -> name.matches("pg_wal/[0-9A-F]{24}"));
    }

    @Test
    void anAccountWithoutReplicationIsRefusedBeforehand() {
        assertThatThrownBy(
                        () -> DumpTool.of(as("plain", "plain-1")).orElseThrow().versions(StopSignal.NEVER))
                .isInstanceOfSatisfying(DumpFailedException.class, e -> {
                    assertThat(e.reason()).isEqualTo(Reason.SETTINGS);
                    assertThat(e.hint()).contains("replication");
                });
    }

    private static DatabaseAddress as(String user, String password) {
        DatabaseAddress postgres = cluster.address("postgres");
        Map<String, String> options = new HashMap<>(postgres.options());
        options.put("method", "files");
        options.put("dump-options", "--checkpoint=fast");
        return new DatabaseAddress(postgres.url(), Optional.of(user), Optional.of(new Secret(password)), options);
    }
}
