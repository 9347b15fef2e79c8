package org.caravana.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

class FileListLineTest {

    @Example
    void aLineIsWhatTheFormatSays() {
        FileEntry entry = new FileEntry(
                'l',
                04755,
                0,
                1000,
                SampleTar.bytes("root"),
                new byte[0],
                0,
                -2,
                500_000_000,
                Long.MIN_VALUE,
                0,
                0,
                0,
                null,
                FileEntry.Note.PADDED,
                SampleTar.bytes("-"),
                new byte[] {'a', '\t', (byte) 0xff, '\\', (byte) 0xc3, (byte) 0xa9});
        assertThat(FileListLine.format(entry, "p:0:1:2"))
                .isEqualTo(
                        "l\t4755\t0\t1000\troot\t-\t0\t-2.500000000\t-\t-\t-\tpadded\tp:0:1:2\t\\055\ta\\011\\377\\134é");
    }

    @Property(tries = 500)
    void anyBytesSurviveAsAName(@ForAll @Size(max = 40) byte[] name) {
        String field = EscapedName.format(name);
        assertThat(field).doesNotContain("\t", "\n", "\r");
        byte[] written = field.getBytes(StandardCharsets.UTF_8);
        assertThat(EscapedName.parse(new String(written, StandardCharsets.UTF_8)))
                .isEqualTo(name);
    }

    @Property(tries = 300)
    void aLineReadsBackAsTheEntryThatItWasWrittenFrom(
            @ForAll @Size(min = 1, max = 60) byte[] path, @ForAll long mtime, @ForAll boolean device) {
        FileEntry entry = new FileEntry(
                device ? 'c' : 'f',
                01644,
                5,
                6,
                SampleTar.bytes("û"),
                path,
                7,
                Math.max(mtime, Long.MIN_VALUE + 1),
                42,
                99,
                1,
                3,
                4,
                device ? "8:1" : null,
                FileEntry.Note.CHANGED,
                new byte[0],
                path);
        ListedFile read = FileListLine.parse(FileListLine.format(entry, "-"));
        assertThat(read.entry()).isEqualTo(entry);
        assertThat(read.entry().path()).isEqualTo(path);
        assertThat(read.ranges()).isEmpty();
    }

    @Example
    void aLineWithAFieldTooFewIsRefused() {
        assertThatThrownBy(() -> FileListLine.parse("f\t0644\t0")).isInstanceOf(IllegalArgumentException.class);
    }
}
