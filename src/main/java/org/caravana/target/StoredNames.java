package org.caravana.target;

/** Which names of a listing are objects of a repository's tree. */
final class StoredNames {
    private StoredNames() {}

    /** Not hidden, not a file on its way, and not a name that would lead elsewhere. */
    static boolean isPlain(String name) {
        return !name.isEmpty()
                && !name.startsWith(".")
                && !name.endsWith(".part")
                && name.indexOf('/') < 0
                && name.indexOf('\\') < 0
                && name.indexOf('\0') < 0;
    }
}
