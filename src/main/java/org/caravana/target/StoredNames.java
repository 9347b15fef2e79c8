package org.caravana.target;

/** Which names of a listing are objects of a repository's tree. */
final class StoredNames {
    private StoredNames() {}

    private static final String ON_ITS_WAY = ".part";

    /** Whether it is the temporary name of an object on its way, so that what bears it may be deleted. */
    static boolean isLeft(String name) {
        return name.endsWith(ON_ITS_WAY) && isPlain(name.substring(0, name.length() - ON_ITS_WAY.length()));
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
