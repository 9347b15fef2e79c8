package org.caravana.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupTest {
    @TempDir
    Path folder;

    RepositoryFixture fixture;

    @BeforeEach
    void begin() {
        fixture = new RepositoryFixture(folder.resolve("repository"));
    }

    @Test
    void aTarComesBackByteForByte() throws Exception {
        byte[] written;
        Manifest manifest;
        try (BackupWriter backup = fixture.begin()) {
            try (ArtifactWriter tar = backup.artifact("systems.tar", "systems", "tar")) {
                written = SampleTar.write(tar, files(1));
            }
            backup.captured("systems", "directory", "caravana", List.of("a note"));
            manifest = backup.commit(StopSignal.NEVER);
            assertThat(backup.plainBytes()).isEqualTo(written.length);
        }
        assertThat(fixture.read(manifest, "systems.tar")).isEqualTo(written);
        assertThat(fixture.reader.backups("nightly", e -> {
                    throw e;
                }))
                .containsExactly(manifest);
        assertThat(manifest.artifacts().get(0).plain()).isEqualTo(written.length);
        assertThat(manifest.artifacts().get(0).entries()).isEqualTo(files(1).size());
    }

    @Test
    void aDumpComesBackByteForByte() throws Exception {
        byte[] dump = random(7, 11 << 20);
        Manifest manifest = fixture.backup(dump);
        assertThat(fixture.read(manifest, "conan.dump")).isEqualTo(dump);
    }

    @Test
    void anEmptyDumpIsAnEmptyStream() throws Exception {
        Manifest manifest = fixture.backup(new byte[0]);
        assertThat(fixture.read(manifest, "conan.dump")).isEmpty();
        assertThat(manifest.packs()).isEmpty();
    }

    @Test
    void theSameContentIsStoredOnceInACycle() throws Exception {
        byte[] dump = random(7, 9 << 20);
        Manifest first = fixture.backup(dump);
        Manifest second = fixture.backup(dump);
        assertThat(second.artifacts().get(0).stored()).isZero();
        assertThat(second.packs()).isEqualTo(first.packs());
        assertThat(second.sequence()).isEqualTo(2);
        assertThat(fixture.read(second, "conan.dump")).isEqualTo(dump);
    }

    @Test
    void anInsertionStoresLittleAnew() throws Exception {
        byte[] dump = random(7, 20 << 20);
        fixture.backup(dump);
        ByteArrayOutputStream longer = new ByteArrayOutputStream();
        longer.write(dump, 0, 10 << 20);
        longer.write(random(8, 100));
        longer.write(dump, 10 << 20, 10 << 20);
        Manifest second = fixture.backup(longer.toByteArray());
        assertThat(second.artifacts().get(0).stored()).isBetween(1L, 8L << 20);
        assertThat(fixture.read(second, "conan.dump")).isEqualTo(longer.toByteArray());
    }

    @Test
    void onlyTheOwnerMayRead() throws Exception {
        fixture.backup(files(1));
        try (Stream<Path> all = Files.walk(fixture.root)) {
            for (Path path : all.toList()) {
                String mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
                assertThat(mode).as(path.toString()).isEqualTo(Files.isDirectory(path) ? "rwx------" : "rw-------");
            }
        }
    }

    @Test
    void withoutACommitThereIsNoBackupButItsPacksAreReused() throws Exception {
        byte[] dump = random(7, 9 << 20);
        try (BackupWriter backup = fixture.begin()) {
            try (ArtifactWriter artifact = backup.artifact("conan.dump", "conan", "pg-custom")) {
                artifact.stream(Channels.newChannel(new ByteArrayInputStream(dump)));
            }
        }
        assertThat(fixture.reader.backups("nightly", e -> {})).isEmpty();
        assertThat(fixture.cycle().resolve("backups")).isEmptyDirectory();
        Manifest next = fixture.backup(dump);
        assertThat(next.artifacts().get(0).stored()).isZero();
        assertThat(fixture.read(next, "conan.dump")).isEqualTo(dump);
    }

    @Test
    void whatACrashLeftHalfWrittenIsDeletedAndNotUsed() throws Exception {
        byte[] dump = random(7, 9 << 20);
        fixture.backup(dump);
        Path whole;
        try (Stream<Path> packs = Files.list(fixture.packs())) {
            whole = packs.findFirst().orElseThrow();
        }
        Path part = whole.resolveSibling(whole.getFileName() + ".part");
        Files.move(whole, part);
        Path torn = Files.createDirectory(fixture.cycle().resolve("backups/20260101T000000Z"));
        Files.writeString(torn.resolve("conan.dump.index.zst"), "half");
        Manifest next = fixture.backup(dump);
        assertThat(part).doesNotExist();
        assertThat(torn).doesNotExist();
        assertThat(next.artifacts().get(0).stored()).isGreaterThan(9 << 20);
    }

    @Test
    void anAbandonedArtifactIsInNoManifestAndItsPlaceIsFree() throws Exception {
        byte[] dump = random(7, 5 << 20);
        try (BackupWriter backup = fixture.begin()) {
            try (ArtifactWriter artifact = backup.artifact("conan.dump", "conan", "pg-custom")) {
                artifact.stream(Channels.newChannel(new ByteArrayInputStream(dump)));
                artifact.abandon();
            }
            assertThat(backup.draft().artifacts()).isEmpty();
            try (ArtifactWriter artifact = backup.artifact("conan.dump", "conan", "pg-custom")) {
                artifact.stream(Channels.newChannel(new ByteArrayInputStream(dump)));
            }
            Manifest manifest = backup.commit(StopSignal.NEVER);
            assertThat(manifest.artifacts().get(0).stored()).isZero();
            assertThat(fixture.read(manifest, "conan.dump")).isEqualTo(dump);
        }
    }

    @Test
    void anArtifactClosedBeforeItsEndIsNotKept() throws Exception {
        try (BackupWriter backup = fixture.begin()) {
            ArtifactWriter tar = backup.artifact("systems.tar", "systems", "tar");
            SampleTar.writeFile(tar, "a", random(1, 100));
            assertThatThrownBy(tar::close).isInstanceOf(IllegalStateException.class);
            assertThat(backup.commit(StopSignal.NEVER).artifacts()).isEmpty();
        }
    }

    @Test
    void aFileThatShrankCanBeTakenBackAndReadOnceMore() throws Exception {
        byte[] large = random(3, 6 << 20);
        try (BackupWriter backup = fixture.begin()) {
            ByteArrayOutputStream expected = new ByteArrayOutputStream();
            try (ArtifactWriter tar = backup.artifact("systems.tar", "systems", "tar")) {
                expected.write(SampleTar.writeFile(tar, "before", random(1, 700)));
                tar.header(new byte[512], 0, 512);
                assertThatThrownBy(() ->
                                tar.content(Channels.newChannel(new ByteArrayInputStream(large)), large.length + 1000L))
                        .isInstanceOf(EOFException.class);
                tar.retract();
                expected.write(SampleTar.writeFile(tar, "shrank", large));
                tar.trailer(new byte[1024]);
                expected.write(new byte[1024]);
            }
            Manifest manifest = backup.commit(StopSignal.NEVER);
            assertThat(fixture.read(manifest, "systems.tar")).isEqualTo(expected.toByteArray());
            assertThat(new Verifier(fixture.repository.store()).verify(manifest.path(), StopSignal.NEVER))
                    .isEmpty();
        }
    }

    @Test
    void selectedEntriesAreAValidTarWithTheFirstNamesOfHardLinks() throws Exception {
        ByteArrayOutputStream expected = new ByteArrayOutputStream();
        Manifest manifest;
        try (BackupWriter backup = fixture.begin()) {
            try (ArtifactWriter tar = backup.artifact("systems.tar", "systems", "tar")) {
                expected.write(SampleTar.writeFile(tar, "first", random(1, 300_000)));
                SampleTar.writeFile(tar, "other", random(2, 300));
                expected.write(SampleTar.writeHardLink(tar, "link", "first"));
                tar.trailer(new byte[1024]);
                expected.write(new byte[1024]);
            }
            manifest = backup.commit(StopSignal.NEVER);
        }
        try (InputStream in = fixture.reader.open(manifest, "systems.tar", e -> new String(e.path()).equals("link"))) {
            assertThat(in.readAllBytes()).isEqualTo(expected.toByteArray());
        }
    }

    @Test
    void aStopIsThrownToTheReaderAndLeavesNoBackup() throws Exception {
        int[] asked = {0};
        StopSignal stop = () -> {
            if (++asked[0] > 20) {
                throw new StoppedException("cancelled");
            }
        };
        try (BackupWriter backup = fixture.repository.begin(fixture.request(stop))) {
            assertThatThrownBy(() -> {
                        try (ArtifactWriter artifact = backup.artifact("conan.dump", "conan", "pg-custom")) {
                            artifact.stream(Channels.newChannel(new ByteArrayInputStream(random(1, 20 << 20))));
                        }
                    })
                    .isInstanceOf(StoppedException.class);
        }
        assertThat(fixture.reader.backups("nightly", e -> {})).isEmpty();
    }

    @Test
    void aSecondWriterIsRefusedUntilTheFirstIsClosed() throws Exception {
        try (BackupWriter first = fixture.begin()) {
            assertThat(first.backup()).isEqualTo("20261102T220003Z");
            assertThatThrownBy(fixture::begin)
                    .isInstanceOf(RepositoryBusyException.class)
                    .hasMessageContaining("nightly");
        }
        fixture.begin().close();
    }

    @Test
    void aLostLeaseMeansNoManifest() throws Exception {
        try (BackupWriter backup = fixture.begin()) {
            assertThatThrownBy(() -> backup.commit(() -> {
                        throw new StoppedException("the lease was lost");
                    }))
                    .isInstanceOf(StoppedException.class);
        }
        assertThat(fixture.cycle().resolve("backups")).isEmptyDirectory();
    }

    @Test
    void aSymbolicLinkInTheTreeIsRefused() throws Exception {
        Files.createDirectories(fixture.root);
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        Files.createSymbolicLink(fixture.root.resolve("nightly"), elsewhere);
        assertThatThrownBy(fixture::begin).isInstanceOf(UnusableRepositoryException.class);
        assertThat(elsewhere).isEmptyDirectory();
    }

    @Test
    void aRepositoryWhoseFolderAboveIsMissingIsNamed() {
        RepositoryFixture lost = new RepositoryFixture(folder.resolve("not/mounted"));
        assertThatThrownBy(lost::begin)
                .isInstanceOf(UnusableRepositoryException.class)
                .hasMessageContaining("not/mounted")
                .hasMessageContaining("HINT");
        assertThat(folder.resolve("not")).doesNotExist();
    }

    static Map<String, byte[]> files(long seed) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        int[] sizes = {0, 1, 511, 512, 513, 1000, 262_143, 262_144, 262_145, 1 << 20, 5_000_001, 9 << 20};
        for (int size : sizes) {
            files.put("file-" + size, random(seed + size, size));
        }
        for (int i = 0; i < 6000; i++) {
            files.put("small-" + i, random(i % 3000, i % 50));
        }
        return files;
    }

    static byte[] random(long seed, int size) {
        byte[] bytes = new byte[size];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }
}
