package org.caravana.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.caravana.CaravanaException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DamageTest {
    @TempDir
    Path folder;

    RepositoryFixture fixture;
    Manifest manifest;

    @BeforeEach
    void backUp() throws Exception {
        fixture = new RepositoryFixture(folder);
        manifest = fixture.backup(BackupTest.files(1));
    }

    @Test
    void aSoundBackupHasNoProblems() throws Exception {
        assertThat(verify()).isEmpty();
    }

    @Test
    void aTornPackIsNamedWithItsPlace() throws Exception {
        Path pack = pack();
        truncate(pack);
        assertThat(verify()).extracting(DamagedException::path).contains(path(pack));
        assertThatThrownBy(() -> fixture.read(manifest, "systems.tar"))
                .isInstanceOf(DamagedException.class)
                .hasMessageContaining(path(pack))
                .hasMessageContaining("cut short");
    }

    @Test
    void anAlteredPackIsNamedWithItsPlace() throws Exception {
        Path pack = pack();
        flip(pack, Files.size(pack) / 3);
        assertThat(verify()).extracting(DamagedException::path).containsExactly(path(pack));
        assertThatThrownBy(() -> fixture.read(manifest, "systems.tar"))
                .isInstanceOf(DamagedException.class)
                .hasMessageContaining(path(pack))
                .hasMessageContaining("frame");
    }

    @Test
    void aMissingPackIsNamedWithItsPlace() throws Exception {
        Path pack = pack();
        Files.delete(pack);
        assertThat(verify()).extracting(DamagedException::path).contains(path(pack));
        assertThatThrownBy(() -> fixture.read(manifest, "systems.tar"))
                .isInstanceOf(DamagedException.class)
                .hasMessageContaining("missing");
    }

    @Test
    void aTornIndexIsNamed() throws Exception {
        isNamed("systems.tar.index.zst", this::truncate);
    }

    @Test
    void anAlteredIndexIsNamed() throws Exception {
        isNamed("systems.tar.index.zst", file -> flip(file, 20));
    }

    @Test
    void anAlteredFileListIsNamed() throws Exception {
        Path file = fixture.folder(manifest).resolve("systems.tar.files.zst");
        flip(file, Files.size(file) / 2);
        assertThat(verify()).extracting(DamagedException::path).contains(path(file));
        assertThatThrownBy(() -> fixture.reader.files(manifest, "systems.tar"))
                .isInstanceOf(DamagedException.class)
                .hasMessageContaining(path(file));
    }

    @Test
    void alteredSumsAreNamed() throws Exception {
        isNamed("SHA256SUMS", file -> flip(file, 3));
    }

    @Test
    void tornSumsAreNamed() throws Exception {
        isNamed("SHA256SUMS", this::truncate);
    }

    @Test
    void sumsThatWouldFillTheMemoryAreNamed() throws Exception {
        isNamed("SHA256SUMS", DamageTest::swell);
    }

    @Test
    void aManifestThatWouldFillTheMemoryIsNamed() throws Exception {
        Path file = fixture.folder(manifest).resolve("manifest.json");
        swell(file);
        assertThatThrownBy(() -> fixture.reader.manifest(manifest.path()))
                .isInstanceOf(DamagedException.class)
                .hasMessageContaining(path(file))
                .hasMessageContaining("67108865 bytes");
    }

    @Test
    void aLineThatDoesNotEndIsNamed() throws Exception {
        InputStream endless = new SequenceInputStream(
                new ByteArrayInputStream("first\n".getBytes(StandardCharsets.UTF_8)), new Endless());
        try (TextLines lines = new TextLines("disk", "p/systems.tar.files.zst", endless)) {
            assertThat(lines.<String>next(line -> line)).isEqualTo("first");
            assertThatThrownBy(() -> lines.<String>next(line -> line))
                    .isInstanceOf(DamagedException.class)
                    .hasMessageContaining("p/systems.tar.files.zst in disk")
                    .hasMessageContaining("line 2 is longer than");
        }
    }

    private static final class Endless extends InputStream {
        @Override
        public int read() {
            return 'a';
        }

        @Override
        public int read(byte[] bytes, int offset, int length) {
            Arrays.fill(bytes, offset, offset + length, (byte) 'a');
            return length;
        }
    }

    private static void swell(Path file) throws IOException {
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(SmallFile.LONGEST + 1);
        }
    }

    @Test
    void aTornManifestIsNamedAndTheOtherBackupsAreListed() throws Exception {
        Manifest second = fixture.backup(BackupTest.files(2));
        Path file = fixture.folder(manifest).resolve("manifest.json");
        truncate(file);
        List<CaravanaException> trouble = new ArrayList<>();
        assertThat(fixture.reader.backups("nightly", trouble::add)).containsExactly(second);
        assertThat(trouble).hasSize(1);
        assertThat(trouble.get(0)).isInstanceOf(DamagedException.class).hasMessageContaining(path(file));
        assertThat(verify()).extracting(DamagedException::path).containsExactly(path(file));
    }

    @Test
    void aManifestOfALaterFormatIsRefusedAsSuch() throws Exception {
        Path file = fixture.folder(manifest).resolve("manifest.json");
        Files.writeString(file, Files.readString(file).replace("\"format\" : 1", "\"format\" : 2"));
        assertThatThrownBy(() -> fixture.reader.manifest(manifest.path()))
                .isInstanceOf(NewerFormatException.class)
                .hasMessageContaining("format 2");
    }

    @Test
    void aManifestInAnotherBackupsFolderIsNotBelieved() throws Exception {
        Path copy = fixture.cycle().resolve("backups/20261103T220003Z");
        Files.createDirectory(copy);
        Files.copy(fixture.folder(manifest).resolve("manifest.json"), copy.resolve("manifest.json"));
        assertThatThrownBy(() -> fixture.reader.manifest("nightly/2026-11/backups/20261103T220003Z"))
                .isInstanceOf(DamagedException.class);
    }

    @Test
    void aManifestWithANameThatLeadsOutOfAFolderIsNotBelieved() throws Exception {
        Path file = fixture.folder(manifest).resolve("manifest.json");
        String whole = Files.readString(file);
        for (String member :
                List.of("\"name\" : \"systems.tar\"", "\"source\" : \"systems\"", "\"name\" : \"systems\"")) {
            String key = member.substring(0, member.indexOf(':'));
            assertThat(whole).contains(member);
            for (String name : List.of("\"../../systems.tar\"", "\"/etc\"", "null")) {
                Files.writeString(file, whole.replace(member, key + ": " + name));
                assertThatThrownBy(() -> fixture.reader.manifest(manifest.path()))
                        .as(key + ": " + name)
                        .isInstanceOf(DamagedException.class)
                        .hasMessageContaining("not a name of");
            }
        }
    }

    @Test
    void everyProblemIsTold() throws Exception {
        Path pack = pack();
        flip(pack, 1000);
        Path index = fixture.folder(manifest).resolve("systems.tar.index.zst");
        truncate(index);
        Files.writeString(fixture.folder(manifest).resolve("stray"), "");
        assertThat(verify())
                .extracting(DamagedException::path)
                .contains(path(pack), path(index), manifest.path() + "/stray");
    }

    @Test
    void aDamagedPackIsNotSharedFrom() throws Exception {
        for (Manifest.Pack pack : manifest.packs()) {
            truncate(fixture.packs().resolve(pack.name()));
        }
        Manifest second = fixture.backup(BackupTest.files(1));
        assertThat(new Verifier(fixture.repository.store()).verify(second.path(), StopSignal.NEVER))
                .isEmpty();
    }

    @Test
    void aSampleOfNothingFindsATornPackByItsSizeAndNotAnAlteredOne() throws Exception {
        Path pack = pack();
        flip(pack, Files.size(pack) / 3);
        assertThat(verify(0)).isEmpty();
        truncate(pack);
        assertThat(verify(0)).extracting(DamagedException::path).contains(path(pack));
        Files.delete(pack);
        assertThat(verify(0)).extracting(DamagedException::path).contains(path(pack));
    }

    @Test
    void aPackThatBackupsShareIsReadOnceAndItsDamageToldOfEach() throws Exception {
        Manifest second = fixture.backup(BackupTest.files(1));
        Path pack = fixture.packs()
                .resolve(manifest.packs().stream()
                        .filter(second.packs()::contains)
                        .findFirst()
                        .orElseThrow()
                        .name());
        flip(pack, Files.size(pack) / 3);
        List<String> fetched = new ArrayList<>();
        Verifier verifier = new Verifier(watched(fetched));
        assertThat(verifier.verify(manifest.path(), StopSignal.NEVER)).hasSize(1);
        assertThat(verifier.verify(second.path(), StopSignal.NEVER)).hasSize(1);
        assertThat(fetched).containsOnlyOnce(path(pack));
        assertThat(verifier.packsRead()).isEqualTo(verifier.packsMet() - 1);
    }

    private ObjectStore watched(List<String> fetched) {
        ObjectStore store = new LocalStore(folder);
        return new ObjectStore() {
            @Override
            public String name() {
                return store.name();
            }

            @Override
            public Path fetch(String path) throws IOException {
                fetched.add(path);
                return store.fetch(path);
            }

            @Override
            public void release(String path) {
                store.release(path);
            }

            @Override
            public List<StoredObject> list(String folder) throws IOException {
                return store.list(folder);
            }
        };
    }

    private List<DamagedException> verify(int percent) throws IOException {
        return new Verifier(fixture.repository.store(), Sample.of(percent, new Random(1)))
                .verify(manifest.path(), StopSignal.NEVER);
    }

    private interface Damage {
        void to(Path file) throws IOException;
    }

    private void isNamed(String name, Damage damage) throws Exception {
        Path file = fixture.folder(manifest).resolve(name);
        damage.to(file);
        assertThat(verify()).extracting(DamagedException::path).contains(path(file));
        assertThatThrownBy(() -> fixture.read(manifest, "systems.tar"))
                .isInstanceOf(DamagedException.class)
                .hasMessageContaining(path(file));
    }

    private List<DamagedException> verify() throws IOException {
        return new Verifier(fixture.repository.store()).verify(manifest.path(), StopSignal.NEVER);
    }

    private Path pack() throws IOException {
        try (Stream<Path> packs = Files.list(fixture.packs())) {
            return packs.findFirst().orElseThrow();
        }
    }

    private String path(Path file) {
        return folder.relativize(file).toString();
    }

    private void truncate(Path file) throws IOException {
        byte[] content = Files.readAllBytes(file);
        Files.write(file, java.util.Arrays.copyOf(content, content.length - 7));
    }

    private static void flip(Path file, long at) throws IOException {
        byte[] content = Files.readAllBytes(file);
        content[(int) at] ^= 1;
        Files.write(file, content);
    }
}
