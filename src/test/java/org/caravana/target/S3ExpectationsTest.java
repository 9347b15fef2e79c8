package org.caravana.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.caravana.repository.Sha256;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class S3ExpectationsTest {
    private static final String EXPECT = "Expect";

    @TempDir
    Path scratch;

    @Test
    void onlyALargeObjectWaitsForTheServersWord() throws Exception {
        try (PutOnlyBucket bucket = new PutOnlyBucket();
                TargetContext routes = new TargetContext(Targets.s3("cloud", bucket.endpoint()))) {
            for (long size : List.of(100L, S3Expectations.SMALL_BYTES - 1, S3Expectations.SMALL_BYTES)) {
                Path file = Files.write(scratch.resolve("of-" + size), new byte[(int) size]);
                routes.put("cloud", "of-" + size, file, Sha256.hex(file));
            }

            assertThat(bucket.headers.get("of-100")).doesNotContainKey(EXPECT);
            assertThat(bucket.headers.get("of-" + (S3Expectations.SMALL_BYTES - 1)))
                    .doesNotContainKey(EXPECT);
            assertThat(bucket.headers.get("of-" + S3Expectations.SMALL_BYTES)).containsEntry(EXPECT, "100-continue");
        }
    }
}
