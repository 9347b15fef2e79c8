package org.caravana.target;

import java.nio.file.Path;

/**
 * One object of a backup on its way to a target.
 *
 * @param target the target's name
 * @param object its path in the repository, relative to the root, which is also its path at the target unless that is
 *     encrypted
 * @param name its path at the target, with {@code .age} where it is encrypted
 * @param local the file in the repository
 * @param sha256 what the file must be, in hex; empty if nothing says so; of an encrypted object that is there, what it
 *     must be as it lies there
 * @param size the size of what is listed under its name at the target, bytes; -1: nothing is
 * @param there whether the target lists it with its size but nobody knows that it is whole: it is only read back
 */
public record Shipment(String target, String object, String name, Path local, String sha256, long size, boolean there) {

    private static final long SMALL_BYTES = 1L << 20;

    Shipment asThere() {
        return new Shipment(target, object, name, local, sha256, size, true);
    }

    /** Whether its journey is rather round trips than bytes: 1 MiB fills a line of 100 Mbit/s for as long as a round trip. */
    boolean isSmall() {
        return local.toFile().length() < SMALL_BYTES;
    }

    boolean isEncrypted() {
        return !object.equals(name);
    }
}
