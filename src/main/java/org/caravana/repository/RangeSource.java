package org.caravana.repository;

import java.io.Closeable;
import java.io.IOException;

/** Ranges in the order of a stream. */
interface RangeSource extends Closeable {
    /** The next range, or {@code null} at the end. */
    PackRange next() throws IOException;
}
