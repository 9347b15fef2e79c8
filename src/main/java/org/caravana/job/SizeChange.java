package org.caravana.job;

/**
 * How a source's size changed.
 *
 * @param source its name
 * @param before bytes in the backup that it is compared with
 * @param after bytes now
 */
public record SizeChange(String source, long before, long after) {
    /** Smaller differences are no alarm, however large their share. */
    static final long LEAST_BYTES = 64 << 10;

    /** Against the size before, for example -62.5; nothing to something is {@link Double#POSITIVE_INFINITY}. */
    public double percent() {
        return before == 0 ? (after == 0 ? 0 : Double.POSITIVE_INFINITY) : 100.0 * (after - before) / before;
    }

    /** Whether it asks for a person's look. @param percent how much it may shrink or grow, over 0 */
    public boolean sudden(int percent) {
        return Math.abs(after - before) >= LEAST_BYTES && Math.abs(percent()) >= percent;
    }
}
