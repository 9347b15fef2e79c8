package org.caravana.repository;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class ByteLinesTest {
    private static final String PACK = "t.tar-0123456789abcdef0123456789abcdef.zst";

    @Property(tries = 40)
    void everyLineComesWholeHoweverTheTextIsRead(@ForAll long seed) throws IOException {
        Random random = new Random(seed);
        List<String> lines = new ArrayList<>();
        for (int i = random.nextInt(3000); i > 0; i--) {
            lines.add("x\t".repeat(random.nextInt(100) == 0 ? random.nextInt(200_000) : random.nextInt(200)) + i);
        }
        byte[] text = (String.join("\n", lines) + (lines.isEmpty() ? "" : "\n")).getBytes(StandardCharsets.US_ASCII);
        List<String> read = new ArrayList<>();
        try (ByteLines listed = new ByteLines(inPieces(text, random))) {
            while (listed.next()) {
                read.add(text(listed, listed.start()));
                assertThat(text(listed, listed.lastField())).isEqualTo(lastField(lines.get(read.size() - 1)));
            }
        }
        assertThat(read).isEqualTo(lines);
    }

    @Example
    void rangesAreTakenFromWholePacksOnly() {
        assertThat(found("PACK:0:10:20")).isTrue();
        assertThat(found("PACK:0:10:20,PACK:90:10:5000000000")).isTrue();
        assertThat(found("PACK:90:11:20")).isFalse();
        assertThat(found("PACK:0:0:20")).isFalse();
        assertThat(found("PACK:0:10:20,")).isFalse();
        assertThat(found("PACK:0:10")).isFalse();
        assertThat(found("PACK:-1:10:20")).isFalse();
        assertThat(found("PACK:9223372036854775807:10:20")).isFalse();
        assertThat(found("other:0:10:20")).isFalse();
        assertThat(found("-")).isFalse();
    }

    @Example
    void aLineIsTakenAsItWasAndAnotherOneIsNot() throws IOException {
        FileEntry entry = entry("a/f\t1", 5);
        String list = FileListLine.format(entry("a", 1), PACK + ":0:10:20") + "\n"
                + FileListLine.format(entry, PACK + ":10:20:30") + "\n"
                + FileListLine.format(entry("a/g", 6), "-") + "\n"
                + FileListLine.format(entry("a/h", 7), PACK + ":30:20:30") + "\n";
        InputStream text = new ByteArrayInputStream(list.getBytes(StandardCharsets.UTF_8));
        UnchangedRun run = new UnchangedRun();
        try (UnchangedFiles files = new UnchangedFiles(text, packs(), Instant.ofEpochSecond(1000))) {
            assertThat(files.find(entry("A", 1))).isFalse();
            assertThat(files.find(entry)).isTrue();
            assertThat(files.addTo(run)).isEqualTo(30);
            assertThat(files.find(entry("a/g", 6))).as("it was in no pack").isFalse();
            assertThat(files.find(entry("a/h", 8))).as("another inode").isFalse();
            assertThat(files.find(entry("a/i", 9))).as("behind the end").isFalse();
        }
        assertThat(run.lines()).hasToString(FileListLine.format(entry, PACK + ":10:20:30") + "\n");
        assertThat(run.ranges()).containsExactly(new Range(0, 10, 20, 30));
        assertThat(run.entries()).isEqualTo(1);
    }

    private static boolean found(String field) {
        byte[] line = ("x" + field.replace("PACK", PACK) + "y").getBytes(StandardCharsets.US_ASCII);
        return new ListedRanges(packs()).parse(line, 1, line.length - 1);
    }

    private static PackList packs() {
        PackList packs = new PackList();
        packs.add(new PackList.Pack(PACK, 100, null));
        return packs;
    }

    private static FileEntry entry(String path, long inode) {
        byte[] none = {};
        return new FileEntry(
                'f',
                0644,
                1,
                2,
                SampleTar.bytes("é"),
                none,
                9,
                10,
                11,
                12,
                13,
                14,
                inode,
                null,
                FileEntry.Note.NONE,
                none,
                SampleTar.bytes(path));
    }

    private static String text(ByteLines lines, int from) {
        return new String(lines.bytes(), from, lines.end() - from, StandardCharsets.US_ASCII);
    }

    private static String lastField(String line) {
        return line.substring(line.lastIndexOf('\t') + 1);
    }

    private static InputStream inPieces(byte[] text, Random random) {
        return new ByteArrayInputStream(text) {
            @Override
            public synchronized int read(byte[] bytes, int offset, int length) {
                return super.read(bytes, offset, 1 + random.nextInt(Math.min(length, 70_000)));
            }
        };
    }
}
