package org.caravana;

import org.caravana.config.Settings;

/**
 * The routes and the catalogue, started.
 *
 * @param address where it is watched
 */
record Running(Settings settings, Wiring wiring, CamelNode node, String address) implements AutoCloseable {

    /** Stops what is under way at the next chunk or object, then the routes, then the catalogue: the last states are kept. */
    @Override
    public void close() {
        wiring.jobs().stop("caravana is stopping");
        node.close();
        wiring.close();
    }
}
