package org.caravana.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackDescriptionTest {
    private static final String GOLDEN = "5c2a4d18" + "70000000"
            + "11".repeat(32) + "00000000" + "0a000000" + "00020000" + "00000000"
            + "22".repeat(32) + "0a000000" + "05000000" + "00000400" + "01000000"
            + "02000000" + "01000000" + "4341524156414e41";

    @TempDir
    Path folder;

    @Test
    void theBytesAreThoseOfTheFormat() {
        assertThat(HexFormat.of().formatHex(bytes())).isEqualTo(GOLDEN);
    }

    @Test
    void itIsReadBackFromTheTailOfAPack() throws Exception {
        PackDescription read = read(ByteBuffer.allocate(15 + bytes().length)
                .put(new byte[15])
                .put(bytes())
                .array());
        assertThat(read.count()).isEqualTo(2);
        assertThat(read.offset(1)).isEqualTo(10);
        assertThat(read.length(1)).isEqualTo(5);
        assertThat(read.plain(1)).isEqualTo(262_144);
        assertThat(read.kind(1)).isEqualTo(PackDescription.CONTENT);
        assertThat(read.sha256(0)).containsOnly(0x11);
        assertThat(read.at(10)).isEqualTo(1);
        assertThat(read.at(9)).isEqualTo(-1);
    }

    @Test
    void aTailThatDoesNotFitTheFileIsRefused() {
        byte[] one = ByteBuffer.allocate(16 + bytes().length)
                .put(new byte[16])
                .put(bytes())
                .array();
        assertThatThrownBy(() -> read(one))
                .isInstanceOf(PackDescription.Malformed.class)
                .hasMessageContaining("16");
        assertThatThrownBy(() -> read(Arrays.copyOf(one, one.length - 1)))
                .isInstanceOf(PackDescription.Malformed.class);
        assertThatThrownBy(() -> read(bytes())).isInstanceOf(PackDescription.Malformed.class);
        assertThatThrownBy(() -> read(new byte[3])).isInstanceOf(PackDescription.Malformed.class);
    }

    private static byte[] bytes() {
        PackDescription description = new PackDescription();
        byte[] sum = new byte[32];
        Arrays.fill(sum, (byte) 0x11);
        description.add(sum, 0, 10, 512, PackDescription.HEADER);
        Arrays.fill(sum, (byte) 0x22);
        description.add(sum, 10, 5, 262_144, PackDescription.CONTENT);
        return description.encode().array();
    }

    private PackDescription read(byte[] pack) throws IOException {
        Path file = Files.write(folder.resolve("pack"), pack);
        try (FileChannel channel = FileChannel.open(file)) {
            return PackDescription.read(channel);
        }
    }
}
