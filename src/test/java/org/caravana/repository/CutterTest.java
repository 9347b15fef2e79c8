package org.caravana.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.Test;

class CutterTest {
    /** 24 MiB of the generator that the language specifies for {@link Random}, seed 1. */
    private final byte[] stream = BackupTest.random(1, 24 << 20);

    @Test
    void theGearTableIsTheSameForEver() {
        ByteBuffer table = ByteBuffer.allocate(256 * Long.BYTES);
        for (long number : GearTable.generate()) {
            table.putLong(number);
        }
        assertThat(Sha256.hex(table.array()))
                .isEqualTo("f95947a16350720562b7dec8e2c11b21991b2c6314c27e571aebf096aea805fc");
    }

    @Test
    void cutsAreTheSameForEver() {
        assertThat(cuts(stream.length))
                .startsWith(1068459, 1865704, 2253483, 3784486, 4871646, 5950424, 6513888, 7695902, 8987354)
                .endsWith(20668393, 21734179, 23145945, 24147092)
                .hasSize(22);
    }

    @Test
    void cutsDoNotDependOnHowTheStreamIsSliced() {
        List<Integer> whole = cuts(stream.length);
        assertThat(cuts(1)).isEqualTo(whole);
        assertThat(cuts(4096)).isEqualTo(whole);
        for (int seed = 0; seed < 5; seed++) {
            Random random = new Random(seed);
            assertThat(cuts(() -> 1 + random.nextInt(200_000))).isEqualTo(whole);
        }
    }

    @Test
    void chunksAreNoShorterAndNoLongerThanSaid() {
        List<Integer> cuts = cuts(stream.length);
        int before = 0;
        for (int cut : cuts) {
            assertThat(cut - before).isBetween(Cutter.LEAST, Cutter.MOST);
            before = cut;
        }
        assertThat(stream.length / cuts.size()).isBetween(Cutter.NORMAL / 2, 2 * Cutter.NORMAL);
    }

    @Test
    void smallerChunksAreAskedFor() {
        Cutter cutter = new Cutter(64 << 10);
        int before = 0;
        int count = 0;
        for (int cut = cutter.next(stream, 0, stream.length);
                cut >= 0;
                cut = cutter.next(stream, before, stream.length)) {
            assertThat(cut - before).isBetween(16 << 10, 256 << 10);
            before = cut;
            count++;
        }
        assertThat(stream.length / count).isBetween(32 << 10, 128 << 10);
        assertThatIllegalArgumentException().isThrownBy(() -> new Cutter(100_000));
    }

    @Test
    void contentWithoutAnyCutPointIsCutAtTheMost() {
        Cutter cutter = new Cutter();
        byte[] zeros = new byte[9 << 20];
        int first = cutter.next(zeros, 0, zeros.length);
        assertThat(first).isEqualTo(Cutter.MOST);
        assertThat(cutter.next(zeros, first, zeros.length)).isEqualTo(2 * Cutter.MOST);
        assertThat(cutter.next(zeros, 2 * first, zeros.length)).isEqualTo(-1);
    }

    private List<Integer> cuts(int slice) {
        return cuts(() -> slice);
    }

    private List<Integer> cuts(IntSupplier slices) {
        Cutter cutter = new Cutter();
        List<Integer> cuts = new ArrayList<>();
        for (int at = 0; at < stream.length; ) {
            int end = Math.min(stream.length, at + slices.getAsInt());
            int cut = cutter.next(stream, at, end);
            if (cut >= 0) {
                cuts.add(cut);
            }
            at = cut >= 0 ? cut : end;
        }
        return cuts;
    }
}
