package org.caravana.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.caravana.config.Settings;
import org.caravana.job.Copy;
import org.caravana.job.CopyState;
import org.caravana.job.Job;
import org.caravana.repository.DamagedException;
import org.caravana.repository.ObjectStore.StoredObject;
import org.caravana.repository.Sha256;
import org.caravana.restore.SealedBackup;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EncryptedTargetTest {
    private static final String BACKUP = "20261102T220003Z";
    private static final String FOLDER = "night/2026-11/backups/" + BACKUP;

    @TempDir
    Path home;

    private Settings.Target vault;
    private Office office;
    private Job job;

    @BeforeEach
    void start() throws Exception {
        vault = Targets.encrypted(Targets.target(
                "vault",
                "directory",
                "path",
                Files.createDirectories(home.resolve("vault")).toString()));
        office = new Office(home, vault);
        job = office.captured(BACKUP, 2);
    }

    @AfterEach
    void stop() throws Exception {
        office.close();
    }

    @Test
    void everythingIsEncryptedButTheRunbookAndTheTargetsOwnSums() throws Exception {
        Copy copy = office.send(job).get("vault");

        assertThat(copy.state()).isEqualTo(CopyState.VERIFIED);
        assertThat(Office.filesBelow(home.resolve("vault")))
                .filteredOn(file -> !file.toString().endsWith(".age"))
                .containsExactlyInAnyOrder(
                        Path.of("night/2026-11/HOW-TO-RESTORE.txt"),
                        Path.of("night/2026-11/restore.sh"),
                        Path.of(FOLDER, "SHA256SUMS"));
        assertThat(home.resolve("work")).isEmptyDirectory();
    }

    @Test
    void theTargetsOwnSumsHoldWithoutAKey() throws Exception {
        office.send(job);

        Path folder = home.resolve("vault").resolve(FOLDER);
        assertThat(checkedSums(folder)).hasSize(5);
    }

    @Test
    void aLaterBackupsSumsNameThePacksThatWereSentEarlier() throws Exception {
        office.send(job);

        Copy second = office.send(office.captured("20261103T220003Z", 1)).get("vault");

        Path folder = home.resolve("vault/night/2026-11/backups/20261103T220003Z");
        assertThat(second.message()).hasValueSatisfying(m -> assertThat(m).contains("6 object(s)"));
        assertThat(checkedSums(folder)).hasSize(6);
    }

    @Test
    void afterTheNotesWereLostItsOwnSumsTellWhatIsThere() throws Exception {
        office.send(job);
        List<String> first = office.puts();
        deleteNotes();

        Copy second = office.send(office.captured("20261103T220003Z", 1)).get("vault");

        assertThat(second.state()).isEqualTo(CopyState.VERIFIED);
        assertThat(sentAfter(first)).noneMatch(first::contains).hasSize(6);
        assertThat(checkedSums(home.resolve("vault/night/2026-11/backups/20261103T220003Z")))
                .hasSize(6);
        assertThat(home.resolve("work")).isEmptyDirectory();
    }

    @Test
    void whatIsNotWhatItsOwnSumsNameIsSentAgain() throws Exception {
        office.send(job);
        List<String> first = office.puts();
        String pack = first.stream()
                .filter(name -> name.contains("/packs/"))
                .findFirst()
                .orElseThrow();
        Path there = home.resolve("vault").resolve(pack);
        byte[] bytes = Files.readAllBytes(there);
        bytes[bytes.length - 5] ^= 1;
        Files.write(there, bytes);
        deleteNotes();
        Job next = office.captured("20261103T220003Z", 1);

        Copy second = office.send(next).get("vault");
        assertThat(second.state()).isEqualTo(CopyState.WAITING);
        assertThat(second.message()).hasValueSatisfying(m -> assertThat(m).contains(pack));
        assertThat(office.send(next).get("vault").state()).isEqualTo(CopyState.VERIFIED);

        assertThat(sentAfter(first)).contains(pack);
        assertThat(checkedSums(home.resolve("vault/night/2026-11/backups/20261103T220003Z")))
                .hasSize(6);
    }

    @Test
    void sumsThatAreNoneOrAreGoneCostOnlyASecondSending() throws Exception {
        office.send(job);
        office.send(office.captured("20261103T220003Z", 1));
        List<String> before = office.puts();
        Path backups = home.resolve("vault/night/2026-11/backups");
        Files.delete(backups.resolve(BACKUP).resolve("SHA256SUMS"));
        Files.writeString(backups.resolve("20261103T220003Z").resolve("SHA256SUMS"), "nonsense\n");
        deleteNotes();

        Copy third = office.send(office.captured("20261104T220003Z", 1)).get("vault");

        assertThat(third.state()).isEqualTo(CopyState.VERIFIED);
        assertThat(sentAfter(before))
                .filteredOn(name -> name.contains("/packs/"))
                .hasSize(4);
    }

    private List<String> sentAfter(List<String> before) {
        return office.puts().subList(before.size(), office.puts().size());
    }

    private void deleteNotes() throws Exception {
        Files.delete(home.resolve("data/delivered/vault/night/2026-11"));
    }

    @Test
    void withTheIdentityItReadsLikeTheRepository() throws Exception {
        office.send(job);

        try (TargetStore store = store(Optional.of(AgeKeys.writeIdentity(home.resolve("identity"))))) {
            Path repository = home.resolve("repository");
            assertListedLike(store, "night/2026-11/packs");
            assertListedLike(store, FOLDER);
            for (Path file : Office.filesBelow(repository)) {
                assertThat(store.fetch(file.toString())).hasSameBinaryContentAs(repository.resolve(file));
                store.release(file.toString());
            }
        }
    }

    @Test
    void withoutTheIdentityItListsAndSaysWhatIsMissing() throws Exception {
        office.send(job);

        try (TargetStore store = store(Optional.empty())) {
            assertThat(store.list("")).containsExactly(new StoredObject("night/", -1));
            assertThat(store.list("night/2026-11/backups")).containsExactly(new StoredObject(BACKUP + "/", -1));
            assertThat(store.fetch("night/2026-11/restore.sh")).isRegularFile();
            assertThatThrownBy(() -> store.fetch(FOLDER + "/manifest.json"))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("HINT: give the file that age-keygen wrote");
        }
    }

    @Test
    void withoutTheIdentityPlanCycleIdAndSizeOfEachBackupShow() throws Exception {
        office.send(job);
        office.send(office.captured("20261103T220003Z", 1));

        try (TargetStore store = store(Optional.empty())) {
            assertThat(store.sealed().orElseThrow())
                    .containsExactly(
                            new SealedBackup("night", "2026-11", "20261103T220003Z", atRest("20261103T220003Z")),
                            new SealedBackup("night", "2026-11", BACKUP, atRest(BACKUP)));
        }
        try (TargetStore store = store(Optional.of(AgeKeys.writeIdentity(home.resolve("identity"))))) {
            assertThat(store.sealed()).isEmpty();
        }
    }

    /** Bytes of a backup's folder, and of the packs that the target's own sums of it name. */
    private long atRest(String backup) throws Exception {
        Path folder = home.resolve("vault/night/2026-11/backups").resolve(backup);
        long bytes = 0;
        for (Path own : Office.filesBelow(folder)) {
            bytes += Files.size(folder.resolve(own));
        }
        for (String line : Files.readAllLines(folder.resolve("SHA256SUMS"))) {
            String path = line.substring(66);
            bytes += path.startsWith("../../packs/") ? Files.size(folder.resolve(path)) : 0;
        }
        return bytes;
    }

    @Test
    void anIdentityOfSomebodyElseIsToldFromDamage() throws Exception {
        office.send(job);
        String manifest = FOLDER + "/manifest.json";

        try (TargetStore store = store(Optional.of(AgeKeys.writeStranger(home.resolve("stranger"))))) {
            assertThatThrownBy(() -> store.fetch(manifest))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("stranger does not open " + manifest + ".age")
                    .hasMessageContaining("HINT: give one whose recipient stood in target.vault.encrypt-to");
        }
    }

    @Test
    void aFlippedByteIsDamageOfThatObject() throws Exception {
        office.send(job);
        String manifest = FOLDER + "/manifest.json";
        Path there = home.resolve("vault").resolve(manifest + ".age");
        byte[] bytes = Files.readAllBytes(there);
        bytes[bytes.length - 5] ^= 1;
        Files.write(there, bytes);

        try (TargetStore store = store(Optional.of(AgeKeys.writeIdentity(home.resolve("identity"))))) {
            assertThatThrownBy(() -> store.fetch(manifest))
                    .isInstanceOf(DamagedException.class)
                    .hasMessageContaining(manifest + ".age in target vault is damaged");
        }
    }

    @Test
    void ageItselfReadsIt() throws Exception {
        assumeTrue(Tool.isThere("age"), "no age on this machine");
        office.send(job);
        Path plain = home.resolve("plain");

        Tool.run(
                home,
                List.of(
                        "age",
                        "-d",
                        "-i",
                        AgeKeys.writeIdentity(home.resolve("identity")).toString(),
                        "-o",
                        plain.toString(),
                        home.resolve("vault")
                                .resolve(FOLDER)
                                .resolve("manifest.json.age")
                                .toString()));

        assertThat(plain)
                .hasSameBinaryContentAs(
                        home.resolve("repository").resolve(FOLDER).resolve("manifest.json"));
    }

    @Test
    void sizesFitWhateverTheNumberOfRecipientsWas() throws Exception {
        Path plain = home.resolve("plain");
        Path encrypted = home.resolve("encrypted");
        for (int size : new int[] {0, 1, 65_535, 65_536, 65_537, 200_000}) {
            Files.write(plain, new byte[size]);
            for (int recipients = 1; recipients <= 3; recipients++) {
                Age.encrypt(plain, encrypted, Collections.nCopies(recipients, AgeKeys.RECIPIENT));
                long stored = Files.size(encrypted);

                assertThat(EncryptedNames.fits(stored, size)).isTrue();
                assertThat(EncryptedNames.fits(stored - 1, size)).isFalse();
                assertThat(EncryptedNames.fits(stored, size + 1)).isFalse();
            }
        }
        assertThat(EncryptedNames.fits(0, 200_000)).isFalse();
    }

    private void assertListedLike(TargetStore store, String folder) throws Exception {
        List<StoredObject> local = listing(home.resolve("repository").resolve(folder));
        List<StoredObject> there = store.list(folder);
        assertThat(there).hasSameSizeAs(local);
        for (StoredObject object : local) {
            assertThat(there).anyMatch(o -> o.name().equals(object.name()) && store.fits(o, object.size()));
        }
    }

    private static Map<String, String> checkedSums(Path folder) throws Exception {
        Map<String, String> sums = Sums.read("vault", "SHA256SUMS", folder.resolve("SHA256SUMS"));
        for (Map.Entry<String, String> sum : sums.entrySet()) {
            assertThat(Sha256.hex(folder.resolve(sum.getKey()))).isEqualTo(sum.getValue());
        }
        return sums;
    }

    private TargetStore store(Optional<Path> identity) throws Exception {
        return new TargetStore(
                vault, office.routes.camel().createProducerTemplate(), identity, home.resolve("scratch"), 1_000_000);
    }

    private static List<StoredObject> listing(Path folder) throws Exception {
        return new LocalFiles().list(folder.toString(), "", new java.util.HashMap<>());
    }
}
