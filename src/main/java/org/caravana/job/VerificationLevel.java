package org.caravana.job;

/** How far a copy was checked at its place; mails and pages print it. */
public enum VerificationLevel {
    /** Nothing was checked. */
    NONE,
    /** Names and sizes are in the target's listing. */
    LISTED,
    /** A sample of the objects was read back, or checksummed by the server. */
    SAMPLED,
    /** Every object was checksummed by the server or read back whole when it was sent. */
    HASHED
}
