package org.caravana.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.caravana.config.Settings;
import org.caravana.job.Job;
import org.caravana.job.JobState;
import org.caravana.job.NotReadyException;
import org.caravana.repository.BackupReader;
import org.caravana.repository.Repository;
import org.caravana.restore.SampleBackup;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChecksTest {
    private static final Instant NIGHT = Instant.parse("2026-11-20T22:00:00Z");

    @TempDir
    Path temp;

    private Path directory;
    private DirectorySource source;

    @BeforeEach
    void makeDirectory() throws IOException {
        directory = SampleBackup.tree(temp.resolve("systems"));
        source = new DirectorySource(
                job(),
                new Settings.Directory(
                        "systems",
                        directory,
                        List.of(),
                        Optional.empty(),
                        Long.MAX_VALUE,
                        false,
                        false,
                        true,
                        List.of()));
    }

    @Test
    void aDirectoryIsReadyBeforeItsFirstBackupAndAfterIt() throws IOException {
        assertThatCode(() -> checks(false).requireDirectory(source)).doesNotThrowAnyException();
        backUp();
        assertThatCode(() -> checks(false).requireDirectory(source)).doesNotThrowAnyException();
    }

    @Test
    void aDirectoryThatLostOverHalfOfItsEntriesSinceTheLastBackupIsNotReady() throws IOException {
        backUp();
        deleteBelow(directory);
        Files.writeString(directory.resolve("left"), "1");
        assertThatThrownBy(() -> checks(false).requireDirectory(source))
                .isInstanceOf(NotReadyException.class)
                .hasMessageContaining("fewer than half of last time's 8 entries")
                .hasMessageContaining("HINT:")
                .hasMessageContaining("--accept-changed");
    }

    @Test
    void theNewestBackupThatHoldsTheDirectoryCounts() throws IOException {
        backUp();
        deleteBelow(directory);
        Files.writeString(directory.resolve("left"), "1");
        new SampleBackup(temp.resolve("repository")).make("night", NIGHT.plusSeconds(86_400), directory);
        assertThatCode(() -> checks(false).requireDirectory(source)).doesNotThrowAnyException();
    }

    @Test
    void aChangeThatAPersonAcceptedIsReady() throws IOException {
        backUp();
        deleteBelow(directory);
        assertThatThrownBy(() -> checks(false).requireDirectory(source)).hasMessageContaining("is empty");
        assertThatCode(() -> checks(true).requireDirectory(source)).doesNotThrowAnyException();
        Files.delete(directory);
        assertThatThrownBy(() -> checks(true).requireDirectory(source)).hasMessageContaining("does not exist");
    }

    @Test
    void aDamagedListOfTheLastBackupDoesNotHoldTheStart() throws IOException {
        backUp();
        try (Stream<Path> files = Files.walk(temp.resolve("repository"))) {
            Path list = files.filter(f -> f.toString().endsWith("systems.tar.files.zst"))
                    .findFirst()
                    .orElseThrow();
            Files.write(list, new byte[100]);
        }
        assertThatCode(() -> checks(false).requireDirectory(source)).doesNotThrowAnyException();
    }

    private void backUp() throws IOException {
        assertThat(new SampleBackup(temp.resolve("repository"))
                        .make("night", NIGHT, directory)
                        .complete())
                .isTrue();
    }

    private Checks checks(boolean accepted) {
        Repository repository = new Repository(temp.resolve("repository"), java.time.Clock.systemUTC());
        return new Checks(
                repository.root(), null, new LastCaptures(new BackupReader(repository.store())), job -> accepted);
    }

    private static void deleteBelow(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                if (!file.equals(directory)) {
                    Files.delete(file);
                }
            }
        }
    }

    private static Job job() {
        return new Job(
                1,
                "night",
                NIGHT,
                Job.Origin.SCHEDULE,
                JobState.CREATED,
                Optional.empty(),
                NIGHT,
                NIGHT,
                Optional.empty(),
                0,
                "2026-11",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
