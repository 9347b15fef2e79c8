package org.caravana.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.caravana.archive.Readiness.LastTime;
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
        assertThat(new Readiness(temp).reason(new LastTime(inode.device(), inode.number(), 8)))
                .isEmpty();
        assertThat(new Readiness(temp)
                        .reason(new LastTime(inode.device(), inode.number(), 10))
                        .orElseThrow()
                        .what())
                .contains("fewer than half");
    }

    @Test
    void anotherDirectoryOnAnotherFileSystemIsNotReady() throws IOException {
        Files.createDirectories(temp.resolve("a"));
        Inode inode = Inode.read(temp);
        assertThat(new Readiness(temp)
                        .reason(new LastTime(inode.device() + 1, inode.number() + 1, 2))
                        .orElseThrow()
                        .what())
                .contains("another file system");
    }

    @Test
    void theSameDirectoryIsReadyThoughItsFileSystemHasAnotherNumberAfterAStart() throws IOException {
        Files.createDirectories(temp.resolve("a"));
        Inode inode = Inode.read(temp);
        assertThat(new Readiness(temp).reason(new LastTime(inode.device() + 1, inode.number(), 2)))
                .isEmpty();
        assertThat(new Readiness(temp).reason(new LastTime(0, 0, 2))).isEmpty();
    }
}
