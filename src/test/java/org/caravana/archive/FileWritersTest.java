package org.caravana.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.caravana.repository.FileEntry;
import org.caravana.repository.FileEntry.Note;
import org.caravana.repository.StopSignal;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Unpacking on several threads: the same comes out as if entries were restored one after another. */
class FileWritersTest {
    @TempDir
    Path temp;

    private final ByteArrayOutputStream tar = new ByteArrayOutputStream();
    private Path inside;

    @BeforeEach
    void name() {
        inside = temp.resolve("inside");
    }

    @Test
    void filesOfManyDirectoriesAndAllSizesHaveTheirContentAndTime() throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        Random random = new Random(7);
        int[] sizes = {0, 1, 511, 512, 40_000, 1 << 20, (1 << 20) + 1, 5_000_000, 131_072};
        for (int folder = 0; folder < 40; folder++) {
            directory("d" + folder);
            for (int n = 0; n < 10; n++) {
                byte[] content = new byte[sizes[random.nextInt(folder < 35 ? 5 : sizes.length)]];
                random.nextBytes(content);
                files.put("d" + folder + "/f" + n, content);
                file("d" + folder + "/f" + n, content);
            }
        }
        UnpackResult result = unpack(false);
        assertThat(result.entries()).isEqualTo(440);
        assertThat(result.shortfalls()).isZero();
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Path made = inside.resolve(file.getKey());
            assertThat(Files.readAllBytes(made)).as(file.getKey()).isEqualTo(file.getValue());
            assertThat(Files.getLastModifiedTime(made).toMillis()).isEqualTo(1_000_000_000_000L);
        }
        assertThat(Files.getLastModifiedTime(inside.resolve("d39")).toMillis()).isEqualTo(1_000_000_000_000L);
    }

    @Test
    void emptyFilesDoNotFillTheMemory() throws IOException {
        for (int n = 0; n < 5_000; n++) {
            file("f" + n, new byte[0]);
        }
        unpack(false);
        try (Stream<Path> names = Files.list(inside)) {
            assertThat(names).hasSize(5_000);
        }
    }

    @Test
    void ofANameThatComesAgainTheLastIsKept() throws IOException {
        for (int n = 0; n < 50; n++) {
            file("a", ("a" + n).getBytes(StandardCharsets.UTF_8));
            entry('l', "b", "b" + n, 0);
            file("./b", ("b" + n).getBytes(StandardCharsets.UTF_8));
            entry('l', "./c", "c" + n, 0);
        }
        unpack(true);
        assertThat(inside.resolve("a")).hasContent("a49");
        assertThat(inside.resolve("b")).isRegularFile().hasContent("b49");
        assertThat(Files.readSymbolicLink(inside.resolve("c"))).hasToString("c49");
        try (Stream<Path> names = Files.list(inside)) {
            assertThat(names).hasSize(3);
        }
    }

    @Test
    void aHardLinkFindsTheFileThatCameBefore() throws IOException {
        file("d/first", new byte[3_000_000]);
        entry('h', "second", "d/first", 0);
        file("third", new byte[1]);
        assertThat(unpack(false).shortfalls()).isZero();
        assertThat(Files.isSameFile(inside.resolve("d/first"), inside.resolve("second")))
                .isTrue();
    }

    @Test
    void whatFailsOnAnotherThreadEndsTheRestore() throws IOException {
        Files.createDirectories(inside.resolve("d5/f"));
        for (int n = 0; n < 10; n++) {
            file("d" + n + "/f", new byte[700_000]);
        }
        assertThatThrownBy(() -> unpack(true))
                .isInstanceOf(AlreadyThereException.class)
                .hasMessageContaining(inside.resolve("d5/f").toString());
    }

    @Test
    void aFileOfManyPartsThatIsCutShortIsNotLeft() throws IOException {
        file("whole", new byte[1]);
        file("large", new byte[9_000_000]);
        byte[] cut = Arrays.copyOf(tar.toByteArray(), 7_000_000);
        TarUnpacker unpacker = new TarUnpacker(inside, UnpackOptions.WHOLE, StopSignal.NEVER);
        assertThatThrownBy(() -> unpacker.unpack(new ByteArrayInputStream(cut)))
                .isInstanceOf(InvalidTarException.class);
        assertThat(inside.resolve("whole")).exists();
        assertThat(inside.resolve("large")).doesNotExist();
    }

    private UnpackResult unpack(boolean overwrite) throws IOException {
        tar.writeBytes(new byte[1024]);
        return new TarUnpacker(inside, new UnpackOptions(overwrite, true), StopSignal.NEVER)
                .unpack(new ByteArrayInputStream(tar.toByteArray()));
    }

    private void file(String path, byte[] content) {
        entry('f', path, "", content.length);
        tar.writeBytes(Arrays.copyOf(content, (content.length + 511) / 512 * 512));
    }

    private void directory(String path) {
        entry('d', path, "", 0);
    }

    private void entry(char kind, String path, String link, long size) {
        byte[] none = {};
        byte[] target = link.getBytes(StandardCharsets.UTF_8);
        byte[] name = path.getBytes(StandardCharsets.UTF_8);
        tar.writeBytes(TarHeader.of(
                new FileEntry(
                        kind,
                        0755,
                        0,
                        0,
                        none,
                        none,
                        size,
                        1_000_000_000,
                        0,
                        0,
                        0,
                        0,
                        0,
                        null,
                        Note.NONE,
                        target,
                        name),
                Map.of()));
    }
}
