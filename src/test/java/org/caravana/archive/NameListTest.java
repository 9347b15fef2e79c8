package org.caravana.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class NameListTest {
    private static final int TRIES = 200;

    @Property(tries = TRIES)
    void namesAreSortedByTheirBytesAsNumbersWithoutASign(@ForAll long seed) {
        List<byte[]> names = names(new Random(seed));
        NameList list = list(names);
        assertThat(names(list)).isDeepEqualTo(names.toArray(byte[][]::new));
        list.sort();
        names.sort(Arrays::compareUnsigned);
        assertThat(names(list)).isDeepEqualTo(names.toArray(byte[][]::new));
    }

    @Property(tries = TRIES)
    void aNameIsFoundIfItIsThere(@ForAll long seed) {
        Random random = new Random(seed);
        List<byte[]> names = names(random);
        NameList list = list(names);
        assertThat(names).allMatch(list::contains);
        byte[] other = name(random);
        assertThat(list.contains(other)).isEqualTo(names.stream().anyMatch(name -> Arrays.equals(name, other)));
    }

    /** In no order, with some that begin with another, and some lists that are in order, forth or back. */
    private static List<byte[]> names(Random random) {
        List<byte[]> names = new ArrayList<>();
        for (int i = random.nextInt(random.nextInt(10) == 0 ? 3000 : 40); i > 0; i--) {
            names.add(name(random));
        }
        switch (random.nextInt(4)) {
            case 0 -> names.sort(Arrays::compareUnsigned);
            case 1 -> names.sort((a, b) -> Arrays.compareUnsigned(b, a));
            default -> {
                // as they came
            }
        }
        return names;
    }

    private static byte[] name(Random random) {
        byte[] letters = {1, '.', '-', 'a', 'b', (byte) 0x7f, (byte) 0x80, (byte) 0xff};
        byte[] name = new byte[1 + random.nextInt(random.nextInt(20) == 0 ? 255 : 6)];
        for (int i = 0; i < name.length; i++) {
            name[i] = letters[random.nextInt(letters.length)];
        }
        return name;
    }

    private static NameList list(List<byte[]> names) {
        NameList list = new NameList();
        names.forEach(list::add);
        return list;
    }

    static byte[][] names(NameList list) {
        byte[][] names = new byte[list.size()][];
        for (int i = 0; i < names.length; i++) {
            names[i] = list.get(i);
        }
        return names;
    }
}
