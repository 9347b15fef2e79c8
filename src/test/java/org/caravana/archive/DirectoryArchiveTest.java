package org.caravana.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.caravana.repository.FileEntry.Note;
import org.caravana.repository.StopSignal;
import org.caravana.repository.StoppedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryArchiveTest {
    @TempDir
    Path temp;

    @Test
    void gnuTarRestoresTheSameTree() throws IOException {
        Tools.assumeGnu(temp);
        Path source = Files.createDirectory(temp.resolve("source"));
        Trees.odd(source);
        Files.write(temp.resolve("all.tar"), archive(source).bytes());
        Path restored = Files.createDirectory(temp.resolve("restored"));
        Tools.sh(restored, "tar -xpf ../all.tar 2>&1");
        assertThat(Tools.snapshot(restored)).isEqualTo(Tools.snapshot(source));
    }

    @Test
    void ourUnpackerRestoresTheSameTree() throws IOException {
        Tools.assumeGnu(temp);
        Path source = Files.createDirectory(temp.resolve("source"));
        Trees.odd(source);
        UnpackResult result = unpack(archive(source).bytes(), temp.resolve("restored"));
        assertThat(result.first()).isEmpty();
        assertThat(Tools.snapshot(temp.resolve("restored"))).isEqualTo(Tools.snapshot(source));
    }

    @Test
    void rsyncFindsNoDifferenceAfterARestore() throws IOException {
        Tools.assumeGnu(temp);
        assumeFalse(Tools.sh(temp, "command -v rsync || true").isBlank(), "rsync is needed");
        Path source = Files.createDirectory(temp.resolve("source"));
        Trees.odd(source);
        unpack(archive(source).bytes(), temp.resolve("restored"));
        assertThat(Tools.sh(temp, "rsync -aHn --delete --checksum --itemize-changes source/ restored/"))
                .isEmpty();
    }

    @Test
    void namesKeepTheirBytesInAnyLocale() throws IOException {
        Tools.assumeGnu(temp);
        Path source = Files.createDirectory(temp.resolve("source"));
        Trees.odd(source);
        for (String locale : List.of("C", "C.UTF-8", "POSIX")) {
            String java =
                    Path.of(System.getProperty("java.home"), "bin", "java").toString();
            Tools.sh(
                    temp,
                    "LC_ALL=$1 exec \"$2\" -cp \"$3\" org.caravana.archive.RoundTrip source \"restored-$1\"",
                    locale,
                    java,
                    System.getProperty("java.class.path"));
            assertThat(Tools.snapshot(temp.resolve("restored-" + locale)))
                    .as(locale)
                    .isEqualTo(Tools.snapshot(source));
        }
    }

    @Test
    void theSameTreeGivesTheSameBytesInByteOrder() throws IOException {
        write("b", "1");
        write("B/z", "2");
        write("a-b", "3");
        write("a/x", "4");
        PlainTar first = archive(temp);
        assertThat(first.entries.stream().map(e -> new String(e.path(), StandardCharsets.UTF_8)))
                .containsExactly(".", "B", "B/z", "a", "a/x", "a-b", "b");
        assertThat(archive(temp).bytes()).isEqualTo(first.bytes());
    }

    @Test
    void whatTheExcludesNameIsLeftOut() throws IOException {
        for (String name :
                List.of("a.log", "keep.log", "logs/x", "src/a.tmp", "src/deep/b.tmp", "target/c", "x/target")) {
            write(name, name);
        }
        PlainTar tar = new PlainTar();
        ArchiveResult result = new DirectoryArchive(
                        temp,
                        List.of("*.log", "!keep.log", "# words", "", "/logs/", "src/**/*.tmp", "target/"),
                        List.of(),
                        StopSignal.NEVER)
                .writeTo(tar);
        assertThat(tar.entries.stream().map(e -> new String(e.path(), StandardCharsets.UTF_8)))
                .containsExactly(".", "keep.log", "src", "src/deep", "x", "x/target");
        assertThat(result.excluded()).isEqualTo(5);
    }

    @Test
    void aPatternMeetsNamesThatAreNoUtf8() throws IOException {
        Files.writeString(ByteName.resolve(temp, new byte[] {'x', (byte) 0xff, '.', 'l', 'o', 'g'}), "1");
        Files.writeString(ByteName.resolve(temp, new byte[] {'x', (byte) 0xff, '.', 't', 'x', 't'}), "1");
        PlainTar tar = new PlainTar();
        new DirectoryArchive(temp, List.of("*.log"), List.of(), StopSignal.NEVER).writeTo(tar);
        assertThat(tar.entries).hasSize(2);
    }

    @Test
    void theRepositoryItselfIsNotEntered() throws IOException {
        write("repository/pack", "1");
        write("file", "2");
        PlainTar tar = new PlainTar();
        new DirectoryArchive(
                        temp, List.of(), List.of(temp.resolve("repository"), temp.resolve("absent")), StopSignal.NEVER)
                .writeTo(tar);
        assertThat(tar.note("repository")).isEqualTo(Note.SKIPPED);
        assertThat(tar.entries).hasSize(3);
    }

    @Test
    void aSocketIsNotedButNotInTheTar() throws IOException {
        Path socket = Path.of("/tmp/caravana-" + ProcessHandle.current().pid() + "-" + System.nanoTime());
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(socket));
            Files.move(socket, temp.resolve("socket"));
            PlainTar tar = archive(temp);
            assertThat(tar.note("socket")).isEqualTo(Note.SKIPPED);
            assertThat(new TarReader(new ByteArrayInputStream(tar.bytes()))
                            .next()
                            .name())
                    .isEqualTo(new byte[] {'.'});
        } finally {
            Files.deleteIfExists(socket);
        }
    }

    @Test
    void aFileThatShrinksIsReadOnceMoreAndThenPadded() throws IOException {
        Path file = write("file", "x".repeat(9000));
        long[] size = {9000};
        PlainTar tar = meddling('0', 9, () -> Files.write(file, new byte[(int) (size[0] -= 4000)]));
        ArchiveResult result = new DirectoryArchive(temp, List.of(), List.of(), StopSignal.NEVER).writeTo(tar);
        assertThat(tar.note("file")).isEqualTo(Note.PADDED);
        assertThat(result.lacking()).isTrue();
        unpack(tar.bytes(), temp.resolve("restored"));
        assertThat(temp.resolve("restored/file")).hasSize(5000);
    }

    @Test
    void aFileThatChangesOnceIsReadOnceMoreAndIsWhole() throws IOException {
        Path file = write("file", "before");
        PlainTar tar = meddling('0', 1, () -> Files.writeString(file, "afterwards"));
        new DirectoryArchive(temp, List.of(), List.of(), StopSignal.NEVER).writeTo(tar);
        assertThat(tar.note("file")).isEqualTo(Note.NONE);
        assertThat(new String(tar.bytes(), StandardCharsets.ISO_8859_1))
                .contains("afterwards")
                .doesNotContain("before");
    }

    @Test
    void aFileThatGrowsAllTheTimeIsNotedAsChanged() throws IOException {
        Path file = write("file", "12345");
        PlainTar tar = meddling('0', 9, () -> Files.writeString(file, "678", StandardOpenOption.APPEND));
        new DirectoryArchive(temp, List.of(), List.of(), StopSignal.NEVER).writeTo(tar);
        assertThat(tar.note("file")).isEqualTo(Note.CHANGED);
        assertThat(tar.entries.get(1).size()).isEqualTo(8);
    }

    @Test
    void whatDisappearsDuringTheWalkIsNoted() throws IOException {
        write("a/file", "1");
        Path gone = write("b", "2");
        PlainTar tar = meddling('5', 1, () -> Files.delete(gone));
        ArchiveResult result = new DirectoryArchive(temp, List.of(), List.of(), StopSignal.NEVER).writeTo(tar);
        assertThat(tar.note("b")).isEqualTo(Note.VANISHED);
        assertThat(result.noted()).extracting(ArchiveResult.Noted::path).containsExactly("b");
        assertThat(result.lacking()).isFalse();
    }

    @Test
    void whatCannotBeReadIsNotedWithTheReason() throws IOException {
        assumeFalse(Tools.sh(temp, "id -u").trim().equals("0"), "root reads everything");
        write("closed/file", "1");
        Path file = write("file", "2");
        Tools.sh(temp, "chmod 0 closed file");
        PlainTar tar = new PlainTar();
        ArchiveResult result = new DirectoryArchive(temp, List.of(), List.of(), StopSignal.NEVER).writeTo(tar);
        Tools.sh(temp, "chmod 700 closed file");
        assertThat(tar.note("closed")).isEqualTo(Note.UNREADABLE);
        assertThat(tar.note("file")).isEqualTo(Note.UNREADABLE);
        assertThat(result.noted().get(0).why()).contains("AccessDenied");
        assertThat(file).exists();
    }

    @Test
    void stopsBetweenEntries() throws IOException {
        write("a", "1");
        assertThatThrownBy(() -> new DirectoryArchive(temp, List.of(), List.of(), () -> {
                            throw new StoppedException("cancelled");
                        })
                        .writeTo(new PlainTar()))
                .isInstanceOf(StoppedException.class);
    }

    private interface Meddling {
        void run() throws IOException;
    }

    /** Does something to the source right after the first headers of a type. */
    private static PlainTar meddling(char type, int times, Meddling what) {
        return new PlainTar() {
            private int left = times;

            @Override
            public void header(byte[] bytes, int offset, int length) throws IOException {
                super.header(bytes, offset, length);
                if (bytes[offset + length - 512 + 156] == type && left-- > 0) {
                    what.run();
                }
            }
        };
    }

    private Path write(String name, String content) throws IOException {
        Path path = temp.resolve(name);
        Files.createDirectories(path.getParent());
        return Files.writeString(path, content);
    }

    static PlainTar archive(Path source) throws IOException {
        PlainTar tar = new PlainTar();
        new DirectoryArchive(source, List.of(), List.of(), StopSignal.NEVER).writeTo(tar);
        return tar;
    }

    static UnpackResult unpack(byte[] tar, Path to) throws IOException {
        return new TarUnpacker(to, UnpackOptions.WHOLE, StopSignal.NEVER).unpack(new ByteArrayInputStream(tar));
    }
}
