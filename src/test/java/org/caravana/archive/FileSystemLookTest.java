package org.caravana.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The system itself says what Java says. */
class FileSystemLookTest {
    @TempDir
    Path temp;

    private final FileSystemLook look = new FileSystemLook();

    @Test
    void theSystemTellsOfInodesWhatJavaTells() throws IOException {
        Files.writeString(temp.resolve("file"), "content");
        Files.setLastModifiedTime(temp.resolve("file"), FileTime.from(Instant.parse("1955-02-03T04:05:06.123456789Z")));
        Files.createLink(temp.resolve("hard"), temp.resolve("file"));
        Files.createSymbolicLink(temp.resolve("link"), Path.of("nowhere"));
        Files.createDirectory(temp.resolve("folder"));
        assertThat(NativeStat.available()).isTrue();
        List<Path> paths = new ArrayList<>(members(temp));
        paths.add(Path.of("/dev/null"));
        for (Path path : paths) {
            byte[] own = ByteName.of(path);
            Folder folder = new Folder(path.getParent(), new byte[] {'.'});
            assertSame(path, new NativeStat().read(folder.bytes(), own));
            assertSame(path, look.inode(new Place(folder, own, own)));
        }
    }

    @Test
    void anOpenFileIsLookedAtUnderWhateverName() throws IOException {
        Path file = Files.writeString(temp.resolve("file"), "content");
        try (Openings openings = new Openings(Duration.ofMinutes(1));
                OpenFile open = openings.open(Place.root(file))) {
            assertSame(file, open.look());
            Inode before = open.look();
            assertThat(before.differsFrom(open.look())).isFalse();

            Files.move(Files.writeString(temp.resolve("next"), "another"), file, StandardCopyOption.REPLACE_EXISTING);

            assertThat(before.differsFrom(open.look())).isTrue();
        }
    }

    /** But for the attributes of chattr, which Java does not know. */
    private static void assertSame(Path path, Inode inode) throws IOException {
        assertThat(inode).usingRecursiveComparison().ignoringFields("flags").isEqualTo(Inode.read(path));
    }

    @Test
    void theSystemListsTheNamesThatJavaListsInTheOrderOfTheirBytes() throws IOException {
        byte[] odd = {'x', (byte) 0xe9, '\n', (byte) 0xff};
        Files.createFile(ByteName.resolve(temp, odd));
        for (int i = 0; i < 3000; i++) {
            Files.createFile(temp.resolve("a name of some length, and a number: " + i));
        }
        Files.createFile(temp.resolve(".hidden"));
        Files.createFile(temp.resolve("..."));
        List<byte[]> expected = new ArrayList<>();
        for (Path path : members(temp)) {
            expected.add(ByteName.of(path));
        }
        expected.sort(Arrays::compareUnsigned);
        assertThat(new NativeNames().of(new Folder(temp, odd).bytes()).size()).isEqualTo(3003);
        assertThat(NameListTest.names(look.names(new Folder(temp, odd))))
                .isDeepEqualTo(expected.toArray(byte[][]::new));
    }

    @Test
    void whatIsNotThereIsSaidAsJavaSaysIt() {
        byte[] own = {'n'};
        Folder folder = new Folder(temp, new byte[] {'.'});
        assertThatThrownBy(() -> look.inode(new Place(folder, own, own))).isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> look.names(new Folder(temp.resolve("n"), own)))
                .isInstanceOf(NoSuchFileException.class);
    }

    private static List<Path> members(Path folder) throws IOException {
        try (var members = Files.list(folder)) {
            return members.toList();
        }
    }
}
