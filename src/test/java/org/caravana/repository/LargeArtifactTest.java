package org.caravana.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LargeArtifactTest {
    private static final int MANY = 40_000;

    @TempDir
    Path folder;

    RepositoryFixture fixture;

    @BeforeEach
    void begin() {
        fixture = new RepositoryFixture(folder);
    }

    @Test
    void aLongFileListIsCutIntoPacksAndReadsTheSame() throws Exception {
        Manifest manifest = storeMany(-1);
        assertThat(fixture.folder(manifest).resolve("systems.tar.files.index.zst"))
                .exists();
        assertThat(fixture.folder(manifest).resolve("systems.tar.files.zst")).doesNotExist();
        assertThat(manifest.packs()).anyMatch(p -> p.name().startsWith("systems.tar.files-"));
        try (FileList files = fixture.reader.files(manifest, "systems.tar")) {
            for (int i = 0; i < MANY; i++) {
                assertThat(new String(files.next().entry().path())).isEqualTo(name(i, -1));
            }
            assertThat(files.next()).isNull();
        }
        assertThat(new Verifier(fixture.repository.store()).verify(manifest.path(), StopSignal.NEVER))
                .isEmpty();
    }

    @Test
    void oneChangedFileCostsLittleOfALongFileList() throws Exception {
        Manifest first = storeMany(-1);
        Manifest second = storeMany(MANY / 2);
        long added = second.packs().stream()
                .filter(p -> p.name().startsWith("systems.tar.files-"))
                .filter(p -> !first.packs().contains(p))
                .mapToLong(Manifest.Pack::size)
                .sum();
        assertThat(added).isBetween(1L, 64L << 10);
        try (FileList files = fixture.reader.files(second, "systems.tar")) {
            for (int i = 0; i < MANY; i++) {
                assertThat(new String(files.next().entry().path())).isEqualTo(name(i, MANY / 2));
            }
        }
    }

    @Test
    void packsAreNoLongerThanSixtyFourMebibytes() throws Exception {
        Manifest manifest = store(new Noise(150L << 20));
        assertThat(manifest.packs()).hasSize(3).allMatch(p -> p.size() <= PackWriter.FULL);
    }

    @Test
    void aPackThatCannotBeWrittenFailsTheArtifactAndNamesItself() throws Exception {
        try (BackupWriter backup = fixture.begin()) {
            deleteFolder(fixture.packs());
            assertThatThrownBy(() -> {
                        try (ArtifactWriter artifact = backup.artifact("conan.dump", "conan", "pg-custom")) {
                            artifact.stream(new Noise(200L << 20));
                        }
                    })
                    .isInstanceOf(UnusableRepositoryException.class)
                    .hasMessageContaining("packs")
                    .hasMessageContaining("HINT");
        }
        assertThat(fixture.reader.backups("nightly", e -> {})).isEmpty();
    }

    /** One of them under another name. */
    private Manifest storeMany(int changed) throws IOException {
        try (BackupWriter backup = fixture.begin()) {
            try (ArtifactWriter tar = backup.artifact("systems.tar", "systems", "tar")) {
                for (int i = 0; i < MANY; i++) {
                    String name = name(i, changed);
                    if (!tar.unchanged(SampleTar.entry('f', name, 1, ""))) {
                        SampleTar.writeFile(tar, name, new byte[] {(byte) i});
                    }
                }
                tar.trailer(new byte[1024]);
            }
            return backup.commit(StopSignal.NEVER);
        }
    }

    private static String name(int i, int changed) {
        return String.format("folder/some-file-%05d%s", i, i == changed ? "-renamed" : "");
    }

    private Manifest store(ReadableByteChannel dump) throws IOException {
        try (BackupWriter backup = fixture.begin()) {
            try (ArtifactWriter artifact = backup.artifact("conan.dump", "conan", "pg-custom")) {
                artifact.stream(dump);
            }
            backup.captured("conan", "postgresql", "pg_dump", List.of());
            return backup.commit(StopSignal.NEVER);
        }
    }

    private static void deleteFolder(Path path) throws IOException {
        try (Stream<Path> all = Files.walk(path)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }

    /** Bytes that no compressor makes shorter. */
    private static final class Noise implements ReadableByteChannel {
        private final Random random = new Random(5);
        private final byte[] some = new byte[64 << 10];
        private long left;

        Noise(long size) {
            left = size;
        }

        @Override
        public int read(ByteBuffer buffer) {
            int n = (int) Math.min(Math.min(left, some.length), buffer.remaining());
            random.nextBytes(some);
            buffer.put(some, 0, n);
            left -= n;
            return n == 0 ? -1 : n;
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void close() {
            left = 0;
        }
    }
}
