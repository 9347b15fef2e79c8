package org.caravana.job;

/** The states of a job; it changes only by a compare-and-set in the catalogue. */
public enum JobState {
    /** Due, not yet started. */
    CREATED,
    /** The capture began. */
    RUNNING,
    /** Every source captured, every target holds a verified copy. */
    COMPLETED,
    /** Restorable, but not all that the plan promises. */
    PARTIAL,
    /** Nothing captured, or an error that a further try cannot mend. */
    FAILED,
    /** A window closed: the start window, or the completion window on an unfinished capture. */
    EXPIRED,
    /** Cancelled by a person, not yet stopped. */
    ABORTING,
    /** Cancelled by a person, and stopped. */
    ABORTED;

    /** Whether a job in this state will change no more. */
    public boolean isFinal() {
        return switch (this) {
            case CREATED, RUNNING, ABORTING -> false;
            case COMPLETED, PARTIAL, FAILED, EXPIRED, ABORTED -> true;
        };
    }
}
