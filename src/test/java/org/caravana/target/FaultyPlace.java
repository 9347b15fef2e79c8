package org.caravana.target;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.caravana.config.Settings;

/** A server of one kind, with faults that can be switched on and off; what a kind cannot have is empty. */
interface FaultyPlace extends AutoCloseable {

    Settings.Target target() throws Exception;

    /** The folder that the target's root is kept in. */
    Path root();

    /** The line to it. */
    default Optional<FaultyLine> line() {
        return Optional.empty();
    }

    /** The faults that this kind of place can have. */
    Set<Fault> faults();

    /** From now on it has this fault, and no other. */
    void strike(Fault fault) throws Exception;

    /** What is done at the moment at which an answer breaks off. */
    default void whenAnswerBreaks(Runnable action) {}

    /** From now on all is well. */
    void heal() throws Exception;

    /** Whether what is on its way lies there under a name of its own. */
    default boolean usesTemporaryNames() {
        return true;
    }

    /** Called when a put of an object came to its end. */
    default void wasPut(String object) {}

    /** What can go wrong behind the line. */
    enum Fault {
        /** What is written comes to no end, and nobody says anything. */
        HANG,
        /** Takes part of what is written, and says that all is well. */
        SHORT_WRITE,
        /** Writes something else than what came, and says that all is well. */
        ALTERED,
        FULL_DISK,
        /** Leaves packs out of its listings. */
        LISTS_TOO_LITTLE,
        /** Once, the line breaks in the middle of a listing of packs. */
        LISTING_BREAKS_OFF,
        /** Once, the line breaks when sums are read. */
        SUMS_BREAK_OFF,
        DELETE_REFUSED,
        OVERWRITE_REFUSED,
        /** Replaces and deletes nothing, and lets what is there be renamed. */
        REPLACED_ASIDE_ONLY
    }

    @Override
    void close() throws Exception;
}
