package org.caravana.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.caravana.archive.AlreadyThereException;
import org.caravana.repository.BackupReader;
import org.caravana.repository.DamagedException;
import org.caravana.repository.LocalStore;
import org.caravana.repository.Manifest;
import org.caravana.repository.StopSignal;
import org.caravana.repository.StoppedException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestoreTest {
    private static final Instant AT = Instant.parse("2026-11-02T22:00:03Z");

    @TempDir
    Path folder;

    private Path original;
    private Path to;
    private Manifest backup;
    private BackupReader reader;

    @BeforeEach
    void backUp() throws IOException {
        original = SampleBackup.tree(folder.resolve("original"));
        to = folder.resolve("to");
        Path repository = folder.resolve("repository");
        backup = new SampleBackup(repository).make("night", AT, original);
        reader = new BackupReader(new LocalStore(repository));
    }

    @Test
    void aWholeBackupComesBackAsAFolderASourceAndAFileADump() throws IOException {
        List<RestoreReport> reports = restore(false).whole(backup, to);

        assertThat(to.resolve("conan.sql")).hasContent(SampleBackup.DUMP.strip());
        assertThat(tree(to.resolve("systems"))).isEqualTo(tree(original));
        assertThat(Files.readSymbolicLink(to.resolve("systems/current"))).isEqualTo(Path.of("etc/conan"));
        assertThat(to.resolve("systems/large.bin")).hasSameBinaryContentAs(original.resolve("large.bin"));
        assertThat(Files.getLastModifiedTime(to.resolve("systems/etc/hosts")))
                .isEqualTo(Files.getLastModifiedTime(original.resolve("etc/hosts")));
        assertThat(reports).extracting(RestoreReport::artifact).containsExactly("conan.sql", "systems.tar");
    }

    @Test
    void onePathComesBackWithTheFoldersThatLeadToIt() throws IOException {
        restore(false).artifact(backup, tar(), List.of("./etc/conan/"), to);

        assertThat(tree(to)).containsExactly("etc", "etc/conan", "etc/conan/app.ini");
        assertThat(to.resolve("etc/conan/app.ini")).hasContent("port=8080");
    }

    @Test
    void aNameWithAccentsIsFound() throws IOException {
        restore(false).artifact(backup, tar(), List.of("relatório.txt"), to);

        assertThat(tree(to)).containsExactly("relatório.txt");
    }

    @Test
    void aPathThatIsNotThereIsToldBeforeAnythingIsWritten() {
        assertThatThrownBy(() -> restore(false).artifact(backup, tar(), List.of("etc/hosts", "etc/hots"), to))
                .isInstanceOf(UnknownBackupException.class)
                .hasMessageContaining("holds no etc/hots;");
        assertThat(to).doesNotExist();
    }

    @Test
    void pathsOfADumpAreRefused() {
        assertThatThrownBy(() -> restore(false).artifact(backup, dump(), List.of("etc"), to))
                .isInstanceOf(UnknownBackupException.class)
                .hasMessageContaining("is a dump");
    }

    @Test
    void aDirectoryThatHoldsSomethingIsLeftAlone() throws IOException {
        Files.createDirectories(to);
        Files.writeString(to.resolve("mine"), "keep");

        assertThatThrownBy(() -> restore(false).whole(backup, to)).isInstanceOf(AlreadyThereException.class);
        assertThatThrownBy(() -> restore(false).artifact(backup, tar(), List.of(), to))
                .isInstanceOf(AlreadyThereException.class);
        assertThat(tree(to)).containsExactly("mine");
    }

    @Test
    void withOverwritingFilesAreReplacedAndOthersStay() throws IOException {
        Files.createDirectories(to.resolve("etc"));
        Files.writeString(to.resolve("etc/hosts"), "old");
        Files.writeString(to.resolve("mine"), "keep");

        restore(true).artifact(backup, tar(), List.of(), to);

        assertThat(to.resolve("etc/hosts")).hasContent("127.0.0.1 localhost");
        assertThat(to.resolve("mine")).hasContent("keep");
    }

    @Test
    void aDumpBecomesAFile() throws IOException {
        RestoreReport report = restore(false).artifact(backup, dump(), List.of(), to);

        assertThat(to.resolve("conan.sql")).hasContent(SampleBackup.DUMP.strip());
        assertThat(report.bytes()).isEqualTo(SampleBackup.DUMP.length());
        assertThatThrownBy(() -> restore(false).file(backup, dump(), to.resolve("conan.sql")))
                .isInstanceOf(AlreadyThereException.class);
    }

    @Test
    void aDamagedPackLeavesNoHalfWrittenFile() throws IOException {
        truncatePacks();
        Path file = to.resolve("conan.sql");

        assertThatThrownBy(() -> restore(false).file(backup, dump(), file)).isInstanceOf(DamagedException.class);
        assertThat(to).isEmptyDirectory();
    }

    @Test
    void aStopLeavesNoHalfWrittenFile() {
        StopSignal stop = () -> {
            throw new StoppedException("somebody asked");
        };
        Restore restore = new Restore(reader, false, stop, UnaryOperator.identity());

        assertThatThrownBy(() -> restore.file(backup, dump(), to.resolve("conan.sql")))
                .isInstanceOf(StoppedException.class);
        assertThat(to).isEmptyDirectory();
    }

    @Test
    void aSourcesNameStandsForItsOnlyArtifact() {
        assertThat(BackupSearch.artifact(backup, "systems").name()).isEqualTo("systems.tar");
        assertThatThrownBy(() -> BackupSearch.artifact(backup, "sistemas"))
                .isInstanceOf(UnknownBackupException.class)
                .hasMessageContaining("it holds conan.sql, systems.tar");
    }

    private Restore restore(boolean overwrite) {
        return new Restore(reader, overwrite, StopSignal.NEVER, UnaryOperator.identity());
    }

    private Manifest.Artifact tar() {
        return BackupSearch.artifact(backup, "systems.tar");
    }

    private Manifest.Artifact dump() {
        return BackupSearch.artifact(backup, "conan.sql");
    }

    private void truncatePacks() throws IOException {
        Path packs = folder.resolve("repository/night/2026-11/packs");
        try (Stream<Path> all = Files.list(packs)) {
            for (Path pack : all.toList()) {
                byte[] whole = Files.readAllBytes(pack);
                Files.write(pack, java.util.Arrays.copyOf(whole, whole.length / 2));
            }
        }
    }

    private static List<String> tree(Path root) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(path -> !path.equals(root))
                    .map(path -> root.relativize(path).toString())
                    .sorted()
                    .toList();
        }
    }
}
