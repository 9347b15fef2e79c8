package org.caravana.job;

/** What a notice tells. */
public enum NoticeKind {
    /** A job will begin soon; sent before there is one. */
    ANNOUNCE,
    /** A job began: it is RUNNING. */
    START,
    /** A job reached a final state, which the notice is about. */
    OUTCOME,
    /** A target holds something that is not what was sent. */
    DAMAGE,
    /** A cycle was begun long ago, and the targets in {@link Notice#said} have no backup of it yet. */
    CYCLE,
    /** Clocks of targets are not where ours is, by {@link Notice#said}, and so no old cycle is discarded. */
    CLOCK,
    /** What became of a calendar month, over all plans; {@link Notice#scheduled} is its first moment. */
    DIGEST,
    /** Edited settings or routes were not taken over; {@link Notice#said} is why. */
    SETTINGS
}
