package org.caravana.job;

/**
 * How far a copy was checked.
 *
 * @param sampled percent of the packs that were read back, if it is {@link VerificationLevel#SAMPLED} and known; else 100
 * @param believed how many objects were compared with the target's own sums alone, since this machine's notes of them were
 *     lost: whoever could alter an object there could alter these, too
 */
public record Checked(VerificationLevel level, int sampled, long believed) {
    private static final int ALL = 100;

    static Checked as(VerificationLevel level) {
        return new Checked(level, ALL, 0);
    }

    /** @param percent of the packs that were read back; @param whole whether all objects were compared all the same */
    public static Checked of(int percent, boolean whole, long believed) {
        return whole
                ? new Checked(VerificationLevel.HASHED, ALL, believed)
                : new Checked(VerificationLevel.SAMPLED, percent, believed);
    }

    String words() {
        String share = level == VerificationLevel.SAMPLED && sampled < ALL ? " " + sampled + " %" : "";
        return level
                + share
                + (believed == 0 ? "" : "; " + believed + " object(s) by the target's own sums alone, not by ours");
    }
}
