package org.caravana.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.caravana.demo.S3Server;
import org.caravana.repository.Sha256;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class S3SignerTest {
    private static final String UNSIGNED = "UNSIGNED-PAYLOAD";

    @TempDir
    Path scratch;

    private Path file;
    private String sha256;

    @BeforeEach
    void write() throws Exception {
        file = Files.writeString(scratch.resolve("pack"), "rows");
        sha256 = Sha256.hex(file);
    }

    @Test
    void aBodyIsLeftToTheSignedChecksumWhileTheServerTellsItBack() throws Exception {
        try (PutOnlyBucket bucket = new PutOnlyBucket();
                TargetContext routes = new TargetContext(Targets.s3("cloud", bucket.endpoint()))) {
            routes.put("cloud", "one", file, sha256);
            routes.put("cloud", "two", file, sha256);
            bucket.namesSha256 = false;
            // it is asked then, and answers nobody
            catchThrowable(() -> routes.put("cloud", "three", file, sha256));
            catchThrowable(() -> routes.put("cloud", "four", file, sha256));

            assertThat(List.of("one", "two", "three", "four"))
                    .extracting(name -> bucket.headers.get(name).get("x-amz-content-sha256"))
                    .containsExactly(sha256, UNSIGNED, UNSIGNED, sha256);
            assertThat(bucket.headers.values()).hasSize(4).allMatch(sent -> sent.get("Authorization")
                    .contains("x-amz-checksum-sha256"));
        }
    }

    @Test
    void aServerThatComparesRefusesABodyThatIsAnother() throws Exception {
        try (S3Server server = S3Server.start(scratch.resolve("served"), "inprev", "access", "secret");
                TargetContext routes = new TargetContext(Targets.s3("cloud", server))) {
            routes.put("cloud", "good", file, sha256);

            assertThat(catchThrowable(() -> routes.put("cloud", "bad", file, "ab".repeat(32))))
                    .isNotNull();
            assertThat(scratch.resolve("served/inprev/bad")).doesNotExist();
            assertThat(scratch.resolve("served/inprev/good")).hasSameBinaryContentAs(file);
        }
    }
}
