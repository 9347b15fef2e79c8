package org.caravana.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import org.caravana.archive.Holes.Ranges;
import org.caravana.repository.FileEntry;
import org.caravana.repository.FileEntry.Note;
import org.caravana.repository.StopSignal;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Holes come back as holes, by us and by GNU tar, and cost no room in between. */
class SparseTest {
    private static final byte[] NONE = {};

    @TempDir
    Path temp;

    private Path source;

    @BeforeEach
    void makeFilesWithHoles() throws IOException {
        Tools.assumeGnu(temp);
        source = Files.createDirectory(temp.resolve("source"));
        Tools.sh(source, """
                truncate -s 100G only-a-hole
                truncate -s 1000001 begins; echo end >> begins
                head -c 70000 /dev/urandom > ends; truncate -s 900000 ends
                for i in 0 3 4 9 200; do printf "$i" | dd of=many bs=4096 seek=$i conv=notrunc status=none; done
                truncate -s +4095 many
                long=$(printf '%0200d' 1); mkdir "$long"; truncate -s 77777 "$long/$long"
                head -c 500000 /dev/zero > zeros-without-holes
                ln begins linked
                """);
        assumeTrue(
                NativeFiles.available() && allocated("begins") < 1000,
                "a file system that keeps and tells holes is needed");
    }

    private long allocated(String name) {
        return Long.parseLong(Tools.sh(source, "stat -c %b -- \"$1\"", name).trim());
    }

    @Test
    void ourUnpackerMakesTheSameHoles() throws IOException {
        PlainTar tar = DirectoryArchiveTest.archive(source);
        assertThat(tar.bytes().length).isLessThan(1_000_000);
        UnpackResult result = DirectoryArchiveTest.unpack(tar.bytes(), temp.resolve("restored"));
        assertThat(result.first()).isEmpty();
        assertThat(holes(temp.resolve("restored"))).isEqualTo(holes(source));
    }

    @Test
    void gnuTarMakesTheSameHoles() throws IOException {
        Files.write(
                temp.resolve("all.tar"), DirectoryArchiveTest.archive(source).bytes());
        Path restored = Files.createDirectory(temp.resolve("restored"));
        Tools.sh(restored, "tar -xpf ../all.tar 2>&1");
        assertThat(holes(restored)).isEqualTo(holes(source));
        Path one = Files.createDirectory(temp.resolve("one"));
        Tools.sh(one, "tar -xpf ../all.tar ./begins 2>&1 || tar -xpf ../all.tar begins");
        assertThat(one.resolve("begins")).hasSameBinaryContentAs(source.resolve("begins"));
    }

    @Test
    void whatGnuTarWroteIsUnpacked() throws IOException {
        Tools.sh(source, "rm only-a-hole; tar -cSf ../gnu.tar --format=pax .");
        UnpackResult result =
                DirectoryArchiveTest.unpack(Files.readAllBytes(temp.resolve("gnu.tar")), temp.resolve("restored"));
        assertThat(result.first()).isEmpty();
        assertThat(Tools.snapshot(temp.resolve("restored"))).isEqualTo(Tools.snapshot(source));
    }

    /** Sizes, allocated blocks, and the contents of what is not too large for that. */
    private static String holes(Path directory) {
        return Tools.sh(directory, """
                find . -type f -printf '%P %s %b %n %T@\\n' | sort
                find . -type f ! -name only-a-hole -print0 | sort -z | xargs -0 cksum
                """);
    }

    @Test
    void theFileListTellsTheWholeLength() throws IOException {
        FileEntry hole = DirectoryArchiveTest.archive(source).entries.stream()
                .filter(e -> new String(e.path(), StandardCharsets.UTF_8).equals("only-a-hole"))
                .findFirst()
                .orElseThrow();
        assertThat(hole.size()).isEqualTo(100L << 30);
        assertThat(hole.note()).isEqualTo(Note.NONE);
    }

    @Test
    void dataWrittenIntoAHoleMeanwhileIsNoticed() throws IOException {
        Path file = source.resolve("begins");
        PlainTar tar = new PlainTar() {
            private int left = 1;

            @Override
            public void header(byte[] bytes, int offset, int length) throws IOException {
                super.header(bytes, offset, length);
                if (new String(bytes, StandardCharsets.ISO_8859_1).contains("GNU.sparse.name=begins") && left-- > 0) {
                    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                        channel.write(ByteBuffer.wrap("new".getBytes(StandardCharsets.US_ASCII)), 8192);
                    }
                }
            }
        };
        new DirectoryArchive(source, List.of(), List.of(), StopSignal.NEVER).writeTo(tar);
        assertThat(tar.note("begins")).isEqualTo(Note.NONE);
        DirectoryArchiveTest.unpack(tar.bytes(), temp.resolve("restored"));
        assertThat(temp.resolve("restored/begins")).hasSameBinaryContentAs(file);
    }

    @Test
    void whereThereAreTooManyHolesTheShortestAreFilled() {
        Ranges ranges = new Ranges(1_000_000, 3);
        for (long at : List.of(0L, 10_240L, 12_288L, 204_800L, 512_000L, 513_024L)) {
            ranges.add(at, at + 512);
        }
        SparseMap map = ranges.map();
        assertThat(map.offsets()).containsExactly(0, 204_800, 512_000);
        assertThat(map.lengths()).containsExactly(12_800, 512, 1536);
    }

    @Test
    void rangesAreWidenedToBlocks() {
        Ranges ranges = new Ranges(5_000);
        ranges.add(700, 800);
        ranges.add(900, 1100);
        ranges.add(4_700, 5_000);
        assertThat(ranges.map()).isEqualTo(new SparseMap(5_000, new long[] {512, 4_608}, new long[] {1_024, 392}));
    }

    @Test
    void aMapThatDoesNotFitIsRefused() {
        for (String map : List.of("1\n0\n1024\n", "1\n99999999\n512\n", "2\n512\n512\n0\n0\n", "-1\n", "x", "9\n")) {
            assertThatThrownBy(() -> DirectoryArchiveTest.unpack(withMap(map), temp.resolve("restored")))
                    .as(map)
                    .isInstanceOf(InvalidTarException.class);
            assertThat(temp.resolve("restored/file")).doesNotExist();
        }
    }

    /** A tar whose one file claims that map and has 512 bytes of data. */
    private static byte[] withMap(String text) {
        FileEntry entry =
                new FileEntry('f', 0644, 0, 0, NONE, NONE, 9_999, 0, 0, 0, 0, 0, 0, null, Note.NONE, NONE, new byte[] {
                    'f', 'i', 'l', 'e'
                });
        byte[] tar = TarHeader.of(entry, Map.of(), new SparseMap(9_999, new long[] {0}, new long[] {512}));
        byte[] block = java.util.Arrays.copyOf(text.getBytes(StandardCharsets.US_ASCII), 512);
        System.arraycopy(block, 0, tar, tar.length - 512, 512);
        return java.util.Arrays.copyOf(tar, tar.length + 512 + 1024);
    }
}
