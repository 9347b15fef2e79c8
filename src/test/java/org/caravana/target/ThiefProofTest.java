package org.caravana.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Base64;
import java.util.HexFormat;
import org.caravana.config.Settings;
import org.caravana.job.CopyState;
import org.caravana.job.Job;
import org.caravana.job.VerificationLevel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Buckets that a thief with the server's credentials can neither empty nor overwrite. */
class ThiefProofTest {
    private static final String BACKUP = "20261102T220003Z";
    private static final String LAST_NIGHT_AND_KEEP = "2027-01-31T03:00:00Z";

    @TempDir
    Path home;

    private PutOnlyBucket bucket;

    @BeforeEach
    void open() throws Exception {
        bucket = new PutOnlyBucket();
    }

    @AfterEach
    void close() {
        bucket.close();
    }

    @Test
    void credentialsThatMayOnlyPutAndListMakeAVerifiedCopy() throws Exception {
        try (Office office = new Office(home, cloud("write-only", "true"))) {
            Job job = office.captured(BACKUP, 2);
            var copy = office.send(job).get("cloud");
            assertThat(copy.message().orElse("")).startsWith("verified");
            assertThat(copy.state()).isEqualTo(CopyState.VERIFIED);
            assertThat(copy.level()).isEqualTo(VerificationLevel.HASHED);
            assertThat(bucket.refused).isEmpty();
            for (Path file : Office.filesBelow(home.resolve("repository"))) {
                assertThat(bucket.objects.get(file.toString()))
                        .isEqualTo(Files.readAllBytes(home.resolve("repository").resolve(file)));
            }
        }
    }

    @Test
    void aProbeNeedsNoMoreThanPutAndListAndLocksWhatItPuts() throws Exception {
        try (Office office = new Office(home, cloud("write-only", "true", "object-lock", "governance"))) {
            assertThat(office.routes.probe("cloud", Clock.systemUTC()).deleted())
                    .isFalse();
            assertThat(office.routes.probe("cloud", Clock.systemUTC()).replaced())
                    .isTrue();

            assertThat(bucket.objects).containsOnlyKeys(WriteProbe.NAME);
            assertThat(bucket.headers.get(WriteProbe.NAME)).containsEntry("x-amz-object-lock-mode", "GOVERNANCE");
        }
    }

    @Test
    void credentialsThatMayNotReadAreAProblemWhereTheyAreNotMeantTo() throws Exception {
        try (Office office = new Office(home, cloud())) {
            assertThatThrownBy(() -> office.routes.probe("cloud", Clock.systemUTC()))
                    .hasMessageContaining("may write and not read")
                    .hasMessageContaining("target.cloud.write-only=true");
        }
    }

    @ParameterizedTest
    @CsvSource({"auto, false", "md5, true"})
    void aServerThatKnowsNoSha256IsBelievedItsMd5(String setting, boolean sentAlong) throws Exception {
        bucket.namesSha256 = false;
        try (Office office = new Office(home, cloud("write-only", "true", "etag", setting))) {
            Job job = office.captured(BACKUP, 2);
            var copy = office.send(job).get("cloud");

            assertThat(copy.state()).isEqualTo(CopyState.VERIFIED);
            assertThat(copy.level()).isEqualTo(VerificationLevel.HASHED);
            assertThat(office.jobs.events(job.id()))
                    .anyMatch(event -> event.message().endsWith("hashed by the server with MD5"));
            assertThat(bucket.refused).isEmpty();
            assertThat(bucket.headers.values()).allMatch(sent -> sent.containsKey("Content-MD5") == sentAlong);
        }
    }

    @Test
    void anEtagThatIsAnotherMd5IsNoProof() throws Exception {
        bucket.etag = md5 -> "0".repeat(md5.length());
        assertNothingIsProvedBy(cloud("write-only", "true"));
    }

    @Test
    void anEtagThatIsNoMd5IsNoProof() throws Exception {
        bucket.etag = md5 -> md5 + "-1";
        assertNothingIsProvedBy(cloud("write-only", "true"));
    }

    @Test
    void whoTrustsNoEtagAsksForWhatWasStored() throws Exception {
        assertNothingIsProvedBy(cloud("write-only", "true", "etag", "none"));
    }

    private void assertNothingIsProvedBy(Settings.Target cloud) throws Exception {
        bucket.namesSha256 = false;
        try (Office office = new Office(home, cloud)) {
            var copy = office.send(office.captured(BACKUP, 2)).get("cloud");

            assertThat(copy.state()).isEqualTo(CopyState.WAITING);
            assertThat(bucket.refused.keySet()).isNotEmpty().allMatch(request -> request.startsWith("HEAD "));
        }
    }

    @Test
    void whatIsThereButNotKnownToBeWholeIsSentAgainRatherThanRead() throws Exception {
        Settings.Target cloud = cloud("write-only", "true");
        try (Office office = new Office(home, cloud)) {
            Path pack = office.backups.packs().isEmpty()
                    ? null
                    : office.backups.packs().get(0);
            assertThat(pack).isNull();
            Job job = office.captured(BACKUP, 1);
            String name = home.resolve("repository")
                    .relativize(office.backups.packs().get(0))
                    .toString();
            bucket.objects.put(
                    name, new byte[(int) Files.size(office.backups.packs().get(0))]);
            assertThat(office.send(job).get("cloud").state()).isEqualTo(CopyState.VERIFIED);
            assertThat(bucket.objects.get(name))
                    .isEqualTo(Files.readAllBytes(office.backups.packs().get(0)));
            assertThat(bucket.refused).isEmpty();
        }
    }

    @Test
    void everyObjectIsLockedUntilItsCycleHasEndedAndKeepHasPassed() throws Exception {
        try (Office office = new Office(home, cloud("object-lock", "compliance", "write-only", "true"))) {
            office.send(office.captured(BACKUP, 2));
            assertThat(bucket.headers)
                    .hasSize(Office.filesBelow(home.resolve("repository")).size());
            bucket.headers.forEach((key, sent) -> {
                assertThat(sent).as(key).containsEntry("x-amz-object-lock-mode", "COMPLIANCE");
                assertThat(sent).as(key).containsEntry("x-amz-object-lock-retain-until-date", LAST_NIGHT_AND_KEEP);
                String sum = Base64.getEncoder()
                        .encodeToString(HexFormat.of().parseHex(sent.get("x-amz-meta-caravana-sha256")));
                assertThat(sent).as(key).containsEntry("x-amz-checksum-sha256", sum);
            });
        }
    }

    @Test
    void withoutTheSettingNothingIsLocked() throws Exception {
        try (Office office = new Office(home, cloud())) {
            office.send(office.captured(BACKUP, 1));
            bucket.headers.values().forEach(sent -> assertThat(sent)
                    .doesNotContainKeys("x-amz-object-lock-mode", "x-amz-object-lock-retain-until-date"));
        }
    }

    private Settings.Target cloud(String... more) {
        return Targets.s3("cloud", bucket.endpoint(), more);
    }
}
