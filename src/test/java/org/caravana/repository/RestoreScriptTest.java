package org.caravana.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person without Caravana does, with the real tools. */
class RestoreScriptTest {
    @TempDir
    Path folder;

    RepositoryFixture fixture;
    Manifest tar;
    Manifest dump;
    byte[] dumped = BackupTest.random(9, 9 << 20);

    @BeforeEach
    void backUp() throws Exception {
        assumeTrue(Stream.of("sh", "awk", "zstd", "tar", "sha256sum").allMatch(RestoreScriptTest::hasTool));
        fixture = new RepositoryFixture(folder.resolve("a repository"));
        tar = fixture.backup(files());
        dump = fixture.backup(dumped);
    }

    @Test
    void itListsWhatIsThere() throws Exception {
        assertThat(sh("sh", script()).text())
                .isEqualTo("20261102T220003Z\n  systems.tar\n20261102T220004Z\n  conan.dump\n");
    }

    @Test
    void aDumpComesBackOnStandardOutput() throws Exception {
        Result result = sh("sh", script(), "latest", "conan.dump");
        assertThat(result.errors()).isEmpty();
        assertThat(result.output()).isEqualTo(dumped);
    }

    @Test
    void anEmptyDumpComesBackEmpty() throws Exception {
        Manifest empty = fixture.backup(new byte[0]);
        Result result = sh("sh", script(), empty.backup(), "conan.dump");
        assertThat(result.code()).as(result.errors()).isZero();
        assertThat(result.output()).isEmpty();
    }

    @Test
    void aDirectoryIsUnpacked() throws Exception {
        Path to = folder.resolve("to here");
        Result result = sh("sh", script(), tar.backup(), "systems.tar", to.toString());
        assertThat(result.code()).as(result.errors()).isZero();
        for (Map.Entry<String, byte[]> file : files().entrySet()) {
            assertThat(to.resolve(file.getKey())).hasBinaryContent(file.getValue());
        }
    }

    @Test
    void onlyTheNamedPathsAreUnpacked() throws Exception {
        Path to = folder.resolve("to");
        sh("sh", script(), tar.backup(), "systems.tar", to.toString(), "etc/hosts");
        assertThat(to.resolve("etc/hosts")).hasContent("127.0.0.1 localhost\n");
        assertThat(to.resolve("large")).doesNotExist();
    }

    @Test
    void aTornPackFailsBeforeAnythingIsUnpacked() throws Exception {
        Path pack = fixture.packs().resolve(tar.packs().get(0).name());
        byte[] content = Files.readAllBytes(pack);
        Files.write(pack, Arrays.copyOf(content, content.length / 2));
        failsNaming(pack.getFileName().toString(), "damaged");
    }

    @Test
    void aMissingPackFailsBeforeAnythingIsUnpacked() throws Exception {
        Path pack = fixture.packs().resolve(tar.packs().get(0).name());
        Files.delete(pack);
        failsNaming(pack.getFileName().toString(), "missing");
    }

    @Test
    void alteredSumsFail() throws Exception {
        Files.writeString(fixture.folder(tar).resolve("SHA256SUMS"), "");
        failsNaming("SHA256SUMS", "damaged");
    }

    @Test
    void anUnknownBackupOrArtifactFailsWithAHint() throws Exception {
        assertThat(sh("sh", script(), "20200101T000000Z", "systems.tar").errors())
                .contains("no backup", "HINT");
        assertThat(sh("sh", script(), tar.backup(), "other.tar").errors()).contains("holds no other.tar", "HINT");
    }

    @Test
    void anEncryptedCopyIsRestoredWithTheIdentity() throws Exception {
        assumeTrue(hasTool("age") && hasTool("age-keygen"));
        Path identity = folder.resolve("identity file");
        sh("age-keygen", "-o", identity.toString());
        String recipient = sh("age-keygen", "-y", identity.toString()).text().strip();
        encrypt(recipient);
        assertThat(sh("sh", script(), "latest", "conan.dump").errors()).contains("encrypted", "-i");
        Result result = sh("sh", script(), "-i", identity.toString(), "latest", "conan.dump");
        assertThat(result.code()).as(result.errors()).isZero();
        assertThat(result.output()).isEqualTo(dumped);
    }

    @Test
    void theFormatsOwnRecipeRestoresByHand() throws Exception {
        String recipe = """
                cd "$1" && sha256sum --quiet -c SHA256SUMS >&2 &&
                zstd -dc conan.dump.index.zst | while read -r pack offset length plain; do
                  tail -c +$((offset + 1)) "../../packs/$pack" | head -c "$length"
                done | zstd -dc""";
        Result result = sh("sh", "-c", recipe, "sh", fixture.folder(dump).toString());
        assertThat(result.code()).as(result.errors()).isZero();
        assertThat(result.output()).isEqualTo(dumped);
    }

    @Test
    void oneFileIsFoundByItsLineInTheFileList() throws Exception {
        String recipe = """
                cd "$1" && zstd -dc systems.tar.files.zst | awk -F '\\t' '$15 == "etc/hosts" { gsub(",", "\\n", $13); print $13 }' |
                tr : ' ' | while read -r pack offset length plain; do
                  tail -c +$((offset + 1)) "../../packs/$pack" | head -c "$length"
                done | zstd -dc | tar -xO""";
        assertThat(sh("sh", "-c", recipe, "sh", fixture.folder(tar).toString()).text())
                .isEqualTo("127.0.0.1 localhost\n");
    }

    private void failsNaming(String name, String what) throws Exception {
        Path to = folder.resolve("to");
        Result result = sh("sh", script(), tar.backup(), "systems.tar", to.toString());
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.errors()).contains(name, what, "HINT");
        assertThat(to).doesNotExist();
    }

    /** Makes of the repository what an encrypted target holds. */
    private void encrypt(String recipient) throws Exception {
        String recipe = """
                cd "$1" && for f in packs/* backups/*/*; do age -r "$2" -o "$f.age" "$f" && rm "$f" || exit 1; done
                for b in backups/*/; do (cd "$b" && sha256sum ../../packs/*.age *.age > SHA256SUMS) || exit 1; done""";
        Result result = sh("sh", "-c", recipe, "sh", fixture.cycle().toString(), recipient);
        assertThat(result.code()).as(result.errors()).isZero();
    }

    private static Map<String, byte[]> files() {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("etc/hosts", SampleTar.bytes("127.0.0.1 localhost\n"));
        files.put("empty", new byte[0]);
        files.put("large", BackupTest.random(4, 3_000_001));
        files.put("with space", SampleTar.bytes("x"));
        return files;
    }

    private String script() {
        return fixture.cycle().resolve("restore.sh").toString();
    }

    private record Result(int code, byte[] output, String errors) {
        String text() {
            return new String(output, StandardCharsets.UTF_8);
        }
    }

    private Result sh(String... command) throws IOException, InterruptedException {
        File errors = folder.resolve("errors").toFile();
        Process process = new ProcessBuilder(command).redirectError(errors).start();
        process.getOutputStream().close();
        byte[] output = process.getInputStream().readAllBytes();
        int code = process.waitFor();
        return new Result(code, output, Files.readString(errors.toPath()));
    }

    private static boolean hasTool(String name) {
        List<Path> found = new ArrayList<>();
        for (String entry : System.getenv("PATH").split(File.pathSeparator)) {
            Path file = Path.of(entry, name);
            if (Files.isExecutable(file)) {
                found.add(file);
            }
        }
        return !found.isEmpty();
    }
}
