package org.caravana.target;

import org.caravana.repository.Repository;

/** Which names of a listing are objects of a repository's tree. */
final class StoredNames {
    private StoredNames() {}

    private static final String ON_ITS_WAY = ".part";

    /** Whether it is the name of a probe, also of one that is encrypted or on its way. */
    static boolean isProbe(String name) {
        return name.startsWith(WriteProbe.NAME);
    }

    /** Whether it is the temporary name of an object on its way, so that what bears it may be deleted. */
    static boolean isLeft(String name) {
        // a pin is put by a command, while the service may be tidying up
        return name.endsWith(ON_ITS_WAY)
                && !name.startsWith(Repository.PIN)
                && isPlain(name.substring(0, name.length() - ON_ITS_WAY.length()));
    }

    /** Not hidden, not a file on its way, and not a name that would lead elsewhere. */
    static boolean isPlain(String name) {
        return !name.isEmpty()
                && !name.startsWith(".")
                && !name.endsWith(ON_ITS_WAY)
                && name.indexOf('/') < 0
                && name.indexOf('\\') < 0
                && name.indexOf('\0') < 0;
    }
}
