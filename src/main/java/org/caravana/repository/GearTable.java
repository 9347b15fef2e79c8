package org.caravana.repository;

/** The cutter's 256 random numbers, one a byte value: SplitMix64 (Steele et al., OOPSLA 2014) from a fixed seed. */
final class GearTable {
    /** {@code Caravana} in ASCII. Another seed means other cuts, and a cycle that shares nothing with its past. */
    private static final long SEED = 0x4361726176616E61L;

    private static final long STEP = 0x9E3779B97F4A7C15L;

    private GearTable() {}

    static long[] generate() {
        long[] table = new long[256];
        for (int i = 0; i < table.length; i++) {
            table[i] = mix(SEED + STEP * (i + 1));
        }
        return table;
    }

    private static long mix(long value) {
        long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
