package org.caravana.repository;

import java.io.IOException;
import java.util.Optional;

/** Signs what is to be trusted later, with a key of this machine. */
@FunctionalInterface
public interface Seal {
    /** Signs nothing. */
    Seal NONE = content -> Optional.empty();

    /** The signature, as it is to lie beside the content; empty if nothing is signed here. */
    Optional<byte[]> sign(byte[] content) throws IOException;
}
