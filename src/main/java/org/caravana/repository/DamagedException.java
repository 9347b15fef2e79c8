package org.caravana.repository;

import org.caravana.CaravanaException;

/** An object of a repository or target is not what it ought to be. */
public final class DamagedException extends CaravanaException {
    private static final long serialVersionUID = 1L;

    private static final String HINT =
            "restore from another place with --from; caravana verify --from tells all that is"
                    + " damaged there, and what this machine sent there the next runs send again";
    private static final String LOCAL_HINT =
            "restore from a target with --from; caravana verify --from tells which target holds it whole";

    private final String store;
    private final String path;
    private final String wrong;

    /**
     * @param store the place's name
     * @param path the object, relative to the place's root
     * @param what what is wrong with it
     */
    public DamagedException(String store, String path, String what, Throwable cause) {
        super(path + " in " + store + " is damaged: " + what, store.equals(LocalStore.NAME) ? LOCAL_HINT : HINT, cause);
        this.store = store;
        this.path = path;
        this.wrong = what;
    }

    public DamagedException(String store, String path, String what) {
        this(store, path, what, null);
    }

    /** Whether it is the local repository's. */
    public boolean isLocal() {
        return store.equals(LocalStore.NAME);
    }

    public String path() {
        return path;
    }

    /** What is wrong with it, without its name. */
    public String wrong() {
        return wrong;
    }
}
