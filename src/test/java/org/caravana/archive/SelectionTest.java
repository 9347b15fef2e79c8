package org.caravana.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.caravana.repository.FileEntry.Note;
import org.caravana.repository.StopSignal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SelectionTest {
    @TempDir
    Path temp;

    @Test
    void ofACacheOnlyItsTagIsTaken() throws IOException {
        write("cache/CACHEDIR.TAG", "Signature: 8a477f597d28d172789f06886806bc55\n# a cache");
        write("cache/deep/file", "1");
        write("no-cache/CACHEDIR.TAG", "no signature");
        write("no-cache/file", "2");
        PlainTar tar = new PlainTar();
        archive(new Selection(List.of(), List.of(), false, true, Long.MAX_VALUE, List.of()), tar);
        assertThat(tar.entries)
                .extracting(e -> e.pathText())
                .containsExactly(
                        ".", "cache", "cache/CACHEDIR.TAG", "no-cache", "no-cache/CACHEDIR.TAG", "no-cache/file");
    }

    @Test
    void whatIsTooLargeIsNotedAndDoesNotMakeTheBackupPartial() throws IOException {
        write("large", "12345");
        write("small", "1234");
        PlainTar tar = new PlainTar();
        ArchiveResult result = archive(new Selection(List.of(), List.of(), false, false, 4, List.of()), tar);
        assertThat(tar.note("large")).isEqualTo(Note.SKIPPED);
        assertThat(tar.note("small")).isEqualTo(Note.NONE);
        assertThat(result.lacking()).isFalse();
        assertThat(result.noted().get(0).why()).contains("larger");
    }

    @Test
    void anotherFileSystemIsNotedAndNotEntered() throws IOException {
        assumeTrue(Tools.sh(temp, "id -u").trim().equals("0"), "only root mounts");
        Files.createDirectory(temp.resolve("mount"));
        assumeTrue(
                Tools.sh(temp, "mount -t tmpfs none mount 2>/dev/null && echo yes || :")
                        .contains("yes"),
                "mounting is forbidden here");
        try {
            write("mount/file", "1");
            PlainTar tar = new PlainTar();
            archive(new Selection(List.of(), List.of(), true, false, Long.MAX_VALUE, List.of()), tar);
            assertThat(tar.note("mount")).isEqualTo(Note.SKIPPED);
            assertThat(tar.entries).hasSize(2);
            PlainTar whole = new PlainTar();
            archive(Selection.without(List.of(), List.of()), whole);
            assertThat(whole.note("mount/file")).isEqualTo(Note.NONE);
        } finally {
            Tools.sh(temp, "umount mount");
        }
    }

    @Test
    void whatMayBeCutShortDoesNotMakeTheBackupPartial() throws IOException {
        assertThat(shrinking(List.of()).lacking()).isTrue();
        assertThat(shrinking(List.of("*.log")).lacking()).isFalse();
        assertThat(shrinking(List.of("/logs/")).lacking()).isFalse();
        assertThat(shrinking(List.of("*.txt")).lacking()).isTrue();
    }

    private ArchiveResult shrinking(List<String> accepted) throws IOException {
        Path log = write("logs/app.log", "x".repeat(9000));
        PlainTar tar = new PlainTar() {
            private int size = 9000;

            @Override
            public void header(byte[] bytes, int offset, int length) throws IOException {
                super.header(bytes, offset, length);
                if (bytes[offset + length - 512 + 156] == '0') {
                    Files.write(log, new byte[size -= 4000]);
                }
            }
        };
        ArchiveResult result =
                archive(new Selection(List.of(), List.of(), false, false, Long.MAX_VALUE, accepted), tar);
        assertThat(tar.note("logs/app.log")).isEqualTo(Note.PADDED);
        return result;
    }

    @Test
    void aFifoInAFilesPlaceDoesNotHoldTheReader() {
        withFifo((openings, place) -> openings.open(place));
    }

    @Test
    void aFifoInAFilesPlaceDoesNotHoldAReaderThatJavaOpensFor() {
        withFifo((openings, place) -> openings.openByJava(place.path()));
    }

    private void withFifo(Opening opening) {
        assumeFalse(Tools.sh(temp, "command -v mkfifo || true").isBlank(), "mkfifo is needed");
        Tools.sh(temp, "mkfifo file");
        Place place = Place.root(temp.resolve("file"));
        assertTimeoutPreemptively(Duration.ofSeconds(60), () -> {
            try (Openings openings = new Openings(Duration.ofMillis(5));
                    OpenFile file = opening.open(openings, place)) {
                assertThatThrownBy(() -> file.read(ByteBuffer.allocate(10), 0)).isInstanceOf(IOException.class);
            }
        });
    }

    @FunctionalInterface
    private interface Opening {
        OpenFile open(Openings openings, Place place) throws IOException;
    }

    @Test
    void aPreviewNamesTheLargestFilesFirstAndReadsNoContent() throws IOException {
        write("small", "1");
        write("deep/large", "12345");
        write("middle", "123");
        write("left.log", "1234567");
        Preview preview = new Preview(2);
        ArchiveResult result = new DirectoryArchive(
                        temp, Selection.without(List.of("*.log"), List.of()), StopSignal.NEVER)
                .writeTo(preview);
        assertThat(preview.largest()).extracting(e -> e.pathText()).containsExactly("deep/large", "middle");
        assertThat(result.bytes()).isEqualTo(9);
        assertThat(result.lacking()).isFalse();
    }

    private ArchiveResult archive(Selection selection, PlainTar tar) throws IOException {
        return new DirectoryArchive(temp, selection, StopSignal.NEVER).writeTo(tar);
    }

    private Path write(String name, String content) throws IOException {
        Path path = temp.resolve(name);
        Files.createDirectories(path.getParent());
        return Files.writeString(path, content);
    }
}
