package org.caravana.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.caravana.archive.Readiness.LastTime;
import org.caravana.repository.FileEntry;
import org.caravana.repository.FileEntry.Note;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadinessTest {
    @TempDir
    Path temp;

    @Test
    void aFullDirectoryIsReady() throws IOException {
        Files.writeString(temp.resolve("x"), "x");
        assertThat(new Readiness(temp).reason()).isEmpty();
    }

    @Test
    void whatIsMissingEmptyOrNoDirectoryIsNot() throws IOException {
        assertThat(new Readiness(temp).reason().orElseThrow().what()).contains("is empty");
        assertThat(new Readiness(temp.resolve("no")).reason().orElseThrow().what())
                .contains("does not exist");
        Path file = Files.writeString(temp.resolve("x"), "x");
        assertThat(new Readiness(file).reason().orElseThrow().what()).contains("is not a directory");
    }

    @Test
    void halfOfLastTimesEntriesAreTooFew() throws IOException {
        Files.createDirectories(temp.resolve("a/b/c"));
        Inode inode = Inode.read(temp);
        assertThat(new Readiness(temp).reason(last(inode.device(), inode.number(), 8)))
                .isEmpty();
        assertThat(new Readiness(temp)
                        .reason(last(inode.device(), inode.number(), 10))
                        .orElseThrow()
                        .what())
                .contains("fewer than half");
    }

    @Test
    void anotherDirectoryOnAnotherFileSystemIsNotReady() throws IOException {
        Files.createDirectories(temp.resolve("a"));
        Inode inode = Inode.read(temp);
        assertThat(new Readiness(temp)
                        .reason(last(inode.device() + 1, inode.number() + 1, 2))
                        .orElseThrow()
                        .what())
                .contains("another file system");
    }

    @Test
    void theSameDirectoryIsReadyThoughItsFileSystemHasAnotherNumberAfterAStart() throws IOException {
        Files.createDirectories(temp.resolve("a"));
        Inode inode = Inode.read(temp);
        assertThat(new Readiness(temp).reason(last(inode.device() + 1, inode.number(), 2)))
                .isEmpty();
        assertThat(new Readiness(temp).reason(last(0, 0, 2))).isEmpty();
    }

    @Test
    void whatIsExcludedDoesNotStandInForWhatIsLost() throws IOException {
        for (int i = 0; i < 20; i++) {
            Files.createDirectories(temp.resolve("cache/" + i));
        }
        Files.createDirectories(temp.resolve("data"));
        LastTime last = new LastTime(0, 0, 10, counts -> IntStream.range(0, 10)
                .filter(i -> counts.test(directory("data/" + i)))
                .count());
        Readiness readiness = new Readiness(temp, Selection.without(List.of("/cache/"), List.of()));
        assertThat(readiness.reason(last).orElseThrow().what()).contains("fewer than half of last time's 10");
        assertThat(new Readiness(temp).reason(last)).isEmpty();
    }

    @Test
    void whatIsExcludedSinceLastTimeIsNotMissed() throws IOException {
        Files.createDirectories(temp.resolve("data/0"));
        LastTime last = new LastTime(0, 0, 21, counts -> IntStream.range(0, 21)
                .filter(i -> counts.test(directory(i == 0 ? "data/0" : "cache/" + i)))
                .count());
        assertThat(new Readiness(temp).reason(last)).isPresent();
        assertThat(new Readiness(temp, Selection.without(List.of("cache"), List.of())).reason(last))
                .isEmpty();
    }

    private static LastTime last(long device, long inode, long entries) {
        return new LastTime(device, inode, entries, counts -> entries);
    }

    private static FileEntry directory(String path) {
        byte[] none = {};
        return new FileEntry(
                'd',
                0755,
                0,
                0,
                none,
                none,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                null,
                Note.NONE,
                none,
                path.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
}
