package org.caravana.job;

/** The states of one backup's copy at one target. */
public enum CopyState {
    /** Not there yet; due at a time. */
    WAITING,
    /** On its way. */
    SENDING,
    /** All objects are in the target's listing, with their sizes; not enough to count as done. */
    LISTED,
    /** There, and checked as far as its {@link VerificationLevel} says. */
    VERIFIED,
    /** Something that was there is missing or not what it was. */
    DAMAGED,
    /** Given up or deleted with its cycle. */
    DISCARDED
}
