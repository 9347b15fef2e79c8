package org.caravana.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.caravana.repository.FileEntry;
import org.caravana.repository.FileEntry.Note;
import org.caravana.repository.StopSignal;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TarUnpackerTest {
    @TempDir
    Path temp;

    private Path outside;
    private Path inside;

    @BeforeEach
    void makeBoth() throws IOException {
        outside = Files.createDirectory(temp.resolve("outside"));
        Files.writeString(outside.resolve("precious"), "precious");
        inside = Files.createDirectory(temp.resolve("inside"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/tmp/x", "../outside/x", "a/../../outside/x", "a/..", "..", "a\0b", ""})
    void aNameThatLeadsElsewhereIsRefused(String name) throws IOException {
        refused(tar(file(name)), name.equals("a\0b") ? null : UnsafeEntryException.class);
    }

    @Test
    void theRefusalNamesTheEntryAndItsPlace() {
        assertThatThrownBy(() -> unpack(tar(file("fine"), file("../x"))))
                .isInstanceOfSatisfying(UnsafeEntryException.class, e -> {
                    assertThat(e.entry()).isEqualTo("../x");
                    assertThat(e.position()).isEqualTo(1024);
                })
                .hasMessageContaining("../x")
                .hasMessageContaining("HINT");
    }

    @Test
    void anEntryDoesNotGoThroughALinkOfTheArchive() throws IOException {
        refused(tar(link('l', "way", outside.toString()), file("way/x")), UnsafeEntryException.class);
        refused(tar(link('l', "up", ".."), file("up/outside/precious")), UnsafeEntryException.class);
        refused(tar(link('l', "way2", outside.toString()), directory("way2/sub")), UnsafeEntryException.class);
    }

    @Test
    void anEntryDoesNotGoThroughALinkThatWasThere() throws IOException {
        Files.createSymbolicLink(inside.resolve("there"), outside);
        refused(tar(file("there/x")), UnsafeEntryException.class);
        refused(tar(link('h', "mine", "there/precious")), UnsafeEntryException.class);
    }

    @Test
    void aDirectoryEntryDoesNotTakeALinkForOne() throws IOException {
        Files.createSymbolicLink(inside.resolve("there"), outside);
        refused(tar(directory("there")), AlreadyThereException.class);
    }

    @Test
    void aFileIsNotWrittenThroughALink() throws IOException {
        Files.createSymbolicLink(inside.resolve("there"), outside.resolve("precious"));
        refused(tar(file("there")), AlreadyThereException.class);
        new TarUnpacker(inside, new UnpackOptions(true, true), StopSignal.NEVER)
                .unpack(new ByteArrayInputStream(tar(file("there"))));
        assertThat(inside.resolve("there")).isRegularFile().hasContent("content of there");
        assertThat(outside.resolve("precious")).hasContent("precious");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/etc/passwd", "../outside/precious", "self"})
    void aHardLinkToElsewhereIsRefused(String target) throws IOException {
        refused(tar(link('h', "self", target)), UnsafeEntryException.class);
    }

    @Test
    void aHardLinkWhoseFirstNameIsNotThereIsReported() throws IOException {
        assertThat(unpack(tar(link('h', "second", "first"))).first().get(0).what())
                .contains("first");
    }

    @Test
    void aSymbolicLinkMayPointAnywhereSinceItIsNotFollowed() throws IOException {
        unpack(tar(link('l', "way", "/etc/passwd")));
        assertThat(Files.readSymbolicLink(inside.resolve("way"))).hasToString("/etc/passwd");
    }

    @Test
    void whatIsThereIsNotOverwrittenUnlessAsked() throws IOException {
        Files.writeString(inside.resolve("a"), "old");
        assertThatThrownBy(() -> unpack(tar(file("a"))))
                .isInstanceOf(AlreadyThereException.class)
                .hasMessageContaining(inside.resolve("a").toString());
        assertThat(inside.resolve("a")).hasContent("old");
        new TarUnpacker(inside, new UnpackOptions(true, true), StopSignal.NEVER)
                .unpack(new ByteArrayInputStream(tar(file("a"))));
        assertThat(inside.resolve("a")).hasContent("content of a");
        try (Stream<Path> names = Files.list(inside)) {
            assertThat(names).hasSize(1);
        }
    }

    @Test
    void aDirectoryIsNeverReplacedByAFile() throws IOException {
        Files.createDirectories(inside.resolve("a/b"));
        assertThatThrownBy(() -> new TarUnpacker(inside, new UnpackOptions(true, true), StopSignal.NEVER)
                        .unpack(new ByteArrayInputStream(tar(file("a")))))
                .isInstanceOf(AlreadyThereException.class);
        assertThat(inside.resolve("a/b")).isDirectory();
    }

    @Test
    void aStreamCutAnywhereIsRefusedAndLeavesNoHalfFile() throws IOException {
        byte[] tar = tar(directory("d"), file("d/" + "n".repeat(120)), file("x"), link('l', "l", "x"));
        for (int length = 0; length < tar.length - 512; length += 100) {
            Path there = temp.resolve("cut" + length);
            byte[] cut = Arrays.copyOf(tar, length);
            assertThatThrownBy(() -> new TarUnpacker(there, UnpackOptions.WHOLE, StopSignal.NEVER)
                            .unpack(new ByteArrayInputStream(cut)))
                    .as("cut at " + length)
                    .isInstanceOf(InvalidTarException.class);
            if (Files.exists(there.resolve("x"))) {
                assertThat(there.resolve("x")).hasContent("content of x");
            }
        }
    }

    @Test
    void aFlippedHeaderBitIsNoticed() {
        byte[] tar = tar(file("a"));
        tar[3] ^= 4;
        assertThatThrownBy(() -> unpack(tar))
                .isInstanceOf(InvalidTarException.class)
                .hasMessageContaining("at byte 0");
    }

    @Test
    void aChoiceOfEntriesNeedsNoEndMark() throws IOException {
        byte[] whole = tar(file("a"));
        byte[] entry = Arrays.copyOf(whole, whole.length - 1024);
        new TarUnpacker(inside, new UnpackOptions(false, false), StopSignal.NEVER)
                .unpack(new ByteArrayInputStream(entry));
        assertThat(inside.resolve("a")).hasContent("content of a");
    }

    @Test
    void readsWhatGnuTarWritesInItsThreeFormats() throws IOException {
        Tools.assumeGnu(temp);
        Path source = Files.createDirectory(temp.resolve("source"));
        Trees.odd(source);
        for (String format : List.of("gnu", "posix")) {
            Tools.sh(temp, "tar --format=$1 -cf $1.tar -C source . 2>&1", format);
            Path there = temp.resolve(format);
            new TarUnpacker(there, UnpackOptions.WHOLE, StopSignal.NEVER)
                    .unpack(Files.newInputStream(temp.resolve(format + ".tar")));
            Path witness = Files.createDirectory(temp.resolve(format + "-witness"));
            Tools.sh(witness, "tar -xpf ../$1.tar", format);
            assertThat(Tools.snapshot(there)).as(format).isEqualTo(Tools.snapshot(witness));
        }
    }

    @Test
    void parentsThatAreNotInTheTarAreMade() throws IOException {
        unpack(tar(file("a/b/c")));
        assertThat(inside.resolve("a/b/c")).hasContent("content of a/b/c");
    }

    private void refused(byte[] tar, Class<? extends Exception> kind) throws IOException {
        if (kind != null) {
            assertThatThrownBy(() -> unpack(tar)).isInstanceOf(kind);
        } else {
            unpack(tar);
        }
        try (Stream<Path> names = Files.list(outside)) {
            assertThat(names).hasSize(1);
        }
        assertThat(outside.resolve("precious")).hasContent("precious");
        assertThat(Files.exists(temp.resolve("x"), LinkOption.NOFOLLOW_LINKS)).isFalse();
    }

    @Test
    void aFullDiskIsToldOfWithTheFileThatFoundIt() throws IOException {
        Path full = Files.createDirectory(temp.resolve("full"));
        assumeTrue(Tools.sh(temp, "id -u").trim().equals("0"), "only root mounts");
        String mounted = Tools.sh(temp, "mount -t tmpfs -o size=64k none full 2>/dev/null && echo yes || :");
        assumeTrue(mounted.contains("yes"), "mounting is forbidden here");
        try {
            byte[] content = new byte[1 << 20];
            ByteArrayOutputStream tar = new ByteArrayOutputStream();
            tar.writeBytes(TarHeader.of(entry('f', "fits", "", 0), Map.of()));
            tar.writeBytes(TarHeader.of(entry('f', "large", "", content.length), Map.of()));
            tar.writeBytes(content);
            tar.writeBytes(new byte[1024]);
            TarUnpacker unpacker = new TarUnpacker(full, UnpackOptions.WHOLE, StopSignal.NEVER);
            assertThatThrownBy(() -> unpacker.unpack(new ByteArrayInputStream(tar.toByteArray())))
                    .isInstanceOf(UnwritableException.class)
                    .hasMessageContaining("large")
                    .hasMessageContaining("No space left on device")
                    .hasMessageContaining("HINT");
            assertThat(full.resolve("fits")).exists();
            assertThat(full.resolve("large")).doesNotExist();
        } finally {
            Tools.sh(temp, "umount full");
        }
    }

    private UnpackResult unpack(byte[] tar) throws IOException {
        return new TarUnpacker(inside, UnpackOptions.WHOLE, StopSignal.NEVER).unpack(new ByteArrayInputStream(tar));
    }

    private static FileEntry file(String path) {
        return entry('f', path, "", ("content of " + path).length());
    }

    private static FileEntry directory(String path) {
        return entry('d', path, "", 0);
    }

    private static FileEntry link(char kind, String path, String target) {
        return entry(kind, path, target, 0);
    }

    private static FileEntry entry(char kind, String path, String link, long size) {
        byte[] none = {};
        byte[] target = link.getBytes(StandardCharsets.UTF_8);
        byte[] name = path.getBytes(StandardCharsets.UTF_8);
        return new FileEntry(
                kind, 0755, 0, 0, none, none, size, 1_000_000_000, 0, 0, 0, 0, 0, null, Note.NONE, target, name);
    }

    private static byte[] tar(FileEntry... entries) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (FileEntry entry : entries) {
            out.writeBytes(TarHeader.of(entry, Map.of()));
            if (entry.kind() == 'f') {
                byte[] content = ("content of " + new String(entry.path(), StandardCharsets.UTF_8))
                        .getBytes(StandardCharsets.UTF_8);
                out.writeBytes(Arrays.copyOf(content, TarHeader.padded(content.length)));
            }
        }
        out.writeBytes(new byte[1024]);
        return out.toByteArray();
    }
}
