package org.caravana.repository;

/**
 * Asked between chunks and between objects whether to stop; nothing interrupts threads here, since an interrupt closes
 * channels that are being written.
 */
@FunctionalInterface
public interface StopSignal {

    /** Never stops. */
    StopSignal NEVER = () -> {};

    /**
     * Returns if the work may go on.
     *
     * @throws StoppedException if it is to stop
     */
    void check();
}
