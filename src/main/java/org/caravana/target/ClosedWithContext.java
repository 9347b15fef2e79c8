package org.caravana.target;

import org.apache.camel.support.service.ServiceSupport;

/** Closes something when the Camel context stops. */
final class ClosedWithContext extends ServiceSupport {
    private final AutoCloseable held;

    ClosedWithContext(AutoCloseable held) {
        this.held = held;
    }

    @Override
    protected void doStop() throws Exception {
        held.close();
    }
}
