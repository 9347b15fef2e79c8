package org.caravana.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.caravana.CaravanaException;
import org.caravana.restore.SampleBackup;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdoptionTest {
    private static final Instant FIRST = Instant.parse("2026-11-02T22:00:03Z");
    private static final Instant SECOND = Instant.parse("2026-11-03T22:00:03Z");

    @TempDir
    Path folder;

    private Path tree;
    private Path far;
    private Path near;
    private Manifest first;
    private Manifest second;
    private final List<CaravanaException> troubles = new ArrayList<>();
    private final List<String> fetched = new ArrayList<>();

    @BeforeEach
    void twoBackupsFarAway() throws IOException {
        far = folder.resolve("far");
        near = folder.resolve("near");
        tree = SampleBackup.tree(folder.resolve("tree"));
        SampleBackup sample = new SampleBackup(far);
        first = sample.make("night", FIRST, tree);
        Files.writeString(tree.resolve("new.txt"), "new\n");
        second = sample.make("night", SECOND, tree);
    }

    @Test
    void everyBackupComesBackByteForByteAndTheNextOneGoesOnFromThere() throws IOException {
        assertThat(adopt()).containsExactly(second, first);

        assertThat(troubles).isEmpty();
        assertThat(contents(near)).isEqualTo(contents(far));
        Manifest third = new SampleBackup(near).make("night", SECOND.plusSeconds(86_400), tree);
        assertThat(third.sequence()).isEqualTo(3);
        assertThat(third.packs()).containsAll(first.packs());
        assertThat(new Verifier(new LocalStore(near)).verify(third.path(), StopSignal.NEVER))
                .isEmpty();
    }

    @Test
    void aPinnedBackupIsPinnedHereToo() throws IOException {
        String pin = "night/2026-11/PINNED-" + first.backup();
        Files.writeString(far.resolve(pin), "court case 17\n");

        adopt();

        assertThat(near.resolve(pin)).hasContent("court case 17\n");
    }

    @Test
    void aSignatureComesWithItsBackup() throws IOException {
        for (String file : List.of("heads", "heads.sig")) {
            Files.writeString(far.resolve(first.path()).resolve(file), file + " of the first\n");
        }

        adopt();

        assertThat(near.resolve(first.path()).resolve("heads.sig")).hasContent("heads.sig of the first\n");
        assertThat(contents(near)).isEqualTo(contents(far));
    }

    @Test
    void whatIsThereIsNotFetchedAgain() throws IOException {
        adopt();
        fetched.clear();

        adopt();

        assertThat(fetched).noneMatch(object -> object.contains("/packs/") || object.endsWith(".zst"));
    }

    @Test
    void whatWasCutOffIsGoneOnWith() throws IOException {
        int[] left = {4};
        StopSignal afterAFew = () -> {
            if (left[0]-- <= 0) {
                throw new StoppedException("enough");
            }
        };
        assertThatThrownBy(() -> adopt(afterAFew)).isInstanceOf(StoppedException.class);
        assertThat(new BackupReader(new LocalStore(near)).backups("night", troubles::add))
                .isEmpty();

        adopt();

        assertThat(contents(near)).isEqualTo(contents(far));
    }

    @Test
    void aPackThatIsDamagedHereIsBroughtAnew() throws IOException {
        adopt();
        Path pack =
                near.resolve("night/2026-11/packs").resolve(first.packs().get(0).name());
        flip(pack);

        adopt();

        assertThat(contents(near)).isEqualTo(contents(far));
    }

    @Test
    void aDamagedBackupIsNamedAndLeftOutAndTheOthersComeBack() throws IOException {
        flip(far.resolve(second.path()).resolve("conan.sql.index.zst"));

        assertThat(adopt()).containsExactly(first);

        assertThat(troubles).singleElement().satisfies(trouble -> assertThat(trouble.what())
                .contains("far", second.path() + "/conan.sql.index.zst", "SHA-256"));
        assertThat(near.resolve(second.path()).resolve("manifest.json")).doesNotExist();
    }

    @Test
    void sumsThatLeadOutOfTheCycleBringNothing() throws IOException {
        Path sums = far.resolve(second.path()).resolve("SHA256SUMS");
        String evil = Sha256.hex("evil".getBytes(StandardCharsets.UTF_8));
        Files.writeString(folder.resolve("evil"), "evil");
        Files.writeString(sums, Files.readString(sums) + evil + "  ../../../../../evil\n");
        Path manifest = far.resolve(second.path()).resolve("manifest.json");
        Files.writeString(manifest, Files.readString(manifest).replace(second.sums(), Sha256.hex(sums)));

        assertThat(adopt()).extracting(Manifest::backup).containsExactly(first.backup());

        assertThat(troubles).singleElement().satisfies(trouble -> assertThat(trouble.what())
                .contains("../../../../../evil", "no part of the backup"));
    }

    @Test
    void aPackWhoseNameDoesNotFitItsSumReplacesNone() throws IOException {
        adopt();
        String name = first.packs().get(0).name();
        Path pack = far.resolve("night/2026-11/packs").resolve(name);
        String sum = Sha256.hex(pack);
        flip(pack);
        Path sums = far.resolve(second.path()).resolve("SHA256SUMS");
        Files.writeString(sums, Files.readString(sums).replace(sum, Sha256.hex(pack)));
        Path manifest = far.resolve(second.path()).resolve("manifest.json");
        Files.writeString(manifest, Files.readString(manifest).replace(second.sums(), Sha256.hex(sums)));

        adopt();

        assertThat(Sha256.hex(near.resolve("night/2026-11/packs").resolve(name)))
                .isEqualTo(sum);
        assertThat(troubles).first().satisfies(trouble -> assertThat(trouble.what())
                .contains(name, "does not fit"));
    }

    @Test
    void aRepositoryThatWasBegunAnewIsNotMixedWithTheOldOne() throws IOException {
        Manifest own = new SampleBackup(near).make("night", SECOND.plusSeconds(3600), tree);

        assertThatThrownBy(this::adopt)
                .isInstanceOf(DivergedException.class)
                .hasMessageContaining(own.backup())
                .hasMessageContaining(first.backup())
                .hasMessageContaining("HINT: move " + near.resolve("night") + " aside");
    }

    @Test
    void aProofOfTheKeyOpensEveryKindOfObjectAndNamesTheOneThatIsWrong() throws IOException {
        KeyProof proof = new KeyProof(new LocalStore("far", far));
        // manifest, sums, two indexes, a file list, and a pack
        assertThat(proof.open(second)).isEqualTo(6);

        flip(far.resolve(second.path()).resolve("systems.tar.index.zst"));

        assertThatThrownBy(() -> proof.open(second))
                .isInstanceOf(DamagedException.class)
                .hasMessageContaining(second.path() + "/systems.tar.index.zst");
    }

    private List<Manifest> adopt() throws IOException {
        return adopt(StopSignal.NEVER);
    }

    private List<Manifest> adopt(StopSignal stop) throws IOException {
        LocalStore store = new LocalStore("far", far);
        ObjectStore counting = new ObjectStore() {
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
        Repository to = new Repository(near, Clock.systemUTC());
        return new Adoption(counting, to, "en", troubles::add).adopt("night", stop, backup -> {});
    }

    private static void flip(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
    }

    private static TreeMap<String, String> contents(Path root) throws IOException {
        TreeMap<String, String> contents = new TreeMap<>();
        try (Stream<Path> files = Files.walk(root)) {
            files.filter(Files::isRegularFile)
                    .filter(file -> !file.endsWith(".lock"))
                    .forEach(file -> {
                        try {
                            contents.put(root.relativize(file).toString(), Sha256.hex(file));
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    });
        }
        return contents;
    }
}
