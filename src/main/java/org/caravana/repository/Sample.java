package org.caravana.repository;

import java.util.random.RandomGenerator;

/**
 * How much of the packs a verification reads: everything, a random share of them, or none. The packs that are not read are
 * looked up in the place's listing.
 */
public final class Sample {
    private static final int ALL = 100;

    private final int percent;
    private final RandomGenerator random;

    private Sample(int percent, RandomGenerator random) {
        this.percent = percent;
        this.random = random;
    }

    public static Sample all() {
        return new Sample(ALL, null);
    }

    /** @param percent 0 to 100 */
    public static Sample of(int percent, RandomGenerator random) {
        if (percent < 0 || percent > ALL) {
            throw new IllegalArgumentException(percent + " is no share in percent");
        }
        return new Sample(percent, random);
    }

    /** Whether the next pack is one of the sample. */
    boolean takesNext() {
        return percent == ALL || random.nextInt(ALL) < percent;
    }

    /** {@code HASHED}, {@code SAMPLED} or {@code LISTED}, as in mails and pages. */
    public String level() {
        return percent == ALL ? "HASHED" : percent == 0 ? "LISTED" : "SAMPLED";
    }

    public int percent() {
        return percent;
    }
}
