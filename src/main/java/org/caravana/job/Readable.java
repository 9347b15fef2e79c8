package org.caravana.job;

import java.util.Locale;

/** Sizes in what is written down in English, as people read them. */
public final class Readable {
    private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB", "PiB"};

    private Readable() {}

    /** Bytes in the largest fitting unit with one decimal: {@code 1.2 GiB}. */
    public static String size(long bytes) {
        double value = bytes;
        int unit = 0;
        while (value >= 1023.95 && unit < UNITS.length - 1) {
            value /= 1024;
            unit++;
        }
        return unit == 0 ? bytes + " B" : String.format(Locale.ROOT, "%.1f %s", value, UNITS[unit]);
    }
}
