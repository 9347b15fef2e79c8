package org.caravana.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a thief can do to a place, and what the one who restores is told. */
class SignedHeadsTest {
    @TempDir
    Path folder;

    @TempDir
    Path keys;

    private RepositoryFixture fixture;
    private Path signers;
    private Manifest first;
    private Manifest second;

    @BeforeEach
    void backUp() throws Exception {
        Assumptions.assumeTrue(Files.isExecutable(Path.of("/usr/bin/ssh-keygen")));
        key("mine");
        key("thief");
        signers = keys.resolve("allowed");
        Files.writeString(signers, "caravana " + Files.readString(keys.resolve("mine.pub")));
        fixture = new RepositoryFixture(folder, SshSignature.by(Optional.of(keys.resolve("mine"))));
        first = fixture.backup(BackupTest.files(1));
        second = fixture.backup(BackupTest.files(2));
    }

    private void key(String name) throws IOException, InterruptedException {
        key(name, "");
    }

    private void key(String name, String passphrase) throws IOException, InterruptedException {
        new ProcessBuilder(
                        "ssh-keygen",
                        "-q",
                        "-t",
                        "ed25519",
                        "-N",
                        passphrase,
                        "-f",
                        keys.resolve(name).toString())
                .start()
                .waitFor();
    }

    @Test
    void aKeyIsProvedBySigningSomething() throws Exception {
        SshSignature.prove(keys.resolve("mine"), Optional.empty());
        SshSignature.prove(keys.resolve("mine"), Optional.of(signers));

        assertThatThrownBy(() -> SshSignature.prove(keys.resolve("thief"), Optional.of(signers)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is not believed by " + signers);
    }

    @Test
    void aKeyWithAPassphraseAsksNobodyAndTheBackupIsMadeWithoutSignature() throws Exception {
        key("locked", "a passphrase");
        RepositoryFixture other =
                new RepositoryFixture(folder.resolve("other"), SshSignature.by(Optional.of(keys.resolve("locked"))));

        Manifest unsigned = other.backup(BackupTest.files(1));

        assertThat(other.folder(unsigned)).isDirectoryNotContaining("glob:**heads*");
        assertThatThrownBy(() -> SshSignature.prove(keys.resolve("locked"), Optional.empty()))
                .hasMessageContaining("passphrase");
    }

    @Test
    void aProgramThatComesToNoEndIsEnded() {
        assertThatThrownBy(() -> SshSignature.run(List.of("sleep", "600"), new byte[0], Duration.ofMillis(100)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("sleep did not end");
    }

    @Test
    void aBackupThatWasSignedHereIsBelieved() throws Exception {
        SignedHeads heads = heads();
        heads.require(first);
        heads.require(second);
        assertThat(heads.newest()).singleElement().satisfies(newest -> {
            assertThat(newest.sequence()).isEqualTo(second.sequence());
            assertThat(newest.manifests()).hasSize(2);
        });
        assertThat(heads.missing(second.plan())).isEmpty();
        assertThat(new Verifier(fixture.repository.store()).verify(second.path(), StopSignal.NEVER))
                .isEmpty();
    }

    @Test
    void aCycleThatIsDiscardedDuringACaptureIsNoHeadAnyMore() throws Exception {
        try (BackupWriter writer = fixture.begin()) {
            writer.captured("systems", "directory", "caravana", List.of());
            Files.delete(folder.resolve(first.path()).resolve("manifest.json"));
            Manifest third = writer.commit(StopSignal.NEVER);

            SignedHeads heads = heads();
            heads.require(third);
            assertThat(heads.newest().get(0).manifests()).hasSize(2);
        }
    }

    @Test
    void sshKeygenAndSha256sumAgreeWithoutCaravana() throws Exception {
        Path backup = folder.resolve(second.path());
        Process verify = new ProcessBuilder(
                        "ssh-keygen",
                        "-Y",
                        "verify",
                        "-f",
                        signers.toString(),
                        "-I",
                        "caravana",
                        "-n",
                        "caravana",
                        "-s",
                        "heads.sig")
                .directory(backup.toFile())
                .redirectInput(backup.resolve("heads").toFile())
                .start();
        assertThat(new String(verify.getInputStream().readAllBytes())).contains("Good \"caravana\" signature");
        Process sums = new ProcessBuilder(
                        "sha256sum", "-c", backup.resolve("heads").toString())
                .directory(folder.resolve(second.plan()).toFile())
                .redirectErrorStream(true)
                .start();
        assertThat(new String(sums.getInputStream().readAllBytes())).contains("manifest.json: OK");
        assertThat(sums.waitFor()).isZero();
    }

    @Test
    void anAlteredManifestIsNotBelieved() throws Exception {
        Path file = folder.resolve(second.path()).resolve("manifest.json");
        Files.writeString(file, Files.readString(file).replace("\"host\" : \"", "\"host\" : \"x"));
        refused(second, "not the manifest that was signed");
    }

    @Test
    void aManifestThatAThiefSignedIsNotBelieved() throws Exception {
        RepositoryFixture theirs = new RepositoryFixture(
                Files.createDirectory(keys.resolve("theirs")), SshSignature.by(Optional.of(keys.resolve("thief"))));
        Manifest forged = theirs.backup(BackupTest.files(3));
        assertThatThrownBy(() -> new SignedHeads(theirs.repository.store(), signers).require(forged))
                .isInstanceOf(DamagedException.class)
                .hasMessageContaining("signature");
    }

    @Test
    void anEarlierBackupsSignatureDoesNotServeForALaterOne() throws Exception {
        for (String file : new String[] {"heads", "heads.sig"}) {
            Files.copy(
                    folder.resolve(first.path()).resolve(file),
                    folder.resolve(second.path()).resolve(file),
                    StandardCopyOption.REPLACE_EXISTING);
        }
        refused(second, "not the manifest that was signed");
    }

    @Test
    void anUnsignedBackupIsNotBelieved() throws Exception {
        Files.delete(folder.resolve(second.path()).resolve("heads"));
        refused(second, "missing");
    }

    @Test
    void aBackupThatWasTakenAwayIsMissed() throws Exception {
        SignedHeads heads = heads();
        heads.require(second);
        Files.delete(folder.resolve(first.path()).resolve("manifest.json"));
        assertThat(heads.missing(second.plan())).singleElement().satisfies(missing -> assertThat(missing.path())
                .isEqualTo(first.path() + "/manifest.json"));
    }

    @Test
    void aKeyThatCannotSignLosesNoBackup() throws Exception {
        RepositoryFixture without = new RepositoryFixture(
                Files.createDirectory(keys.resolve("without")), SshSignature.by(Optional.of(keys.resolve("none"))));
        Manifest unsigned = without.backup(BackupTest.files(3));
        assertThat(new Verifier(without.repository.store()).verify(unsigned.path(), StopSignal.NEVER))
                .isEmpty();
    }

    private void refused(Manifest backup, String why) {
        assertThatThrownBy(() -> heads().require(backup))
                .isInstanceOf(DamagedException.class)
                .hasMessageContaining(why);
    }

    private SignedHeads heads() {
        return new SignedHeads(fixture.repository.store(), signers);
    }
}
