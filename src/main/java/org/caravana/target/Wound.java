package org.caravana.target;

import java.util.List;

/** An object of the repository that is missing or not what it ought to be, and where it may be had. */
public final class Wound {
    private final long copy;
    private final String object;
    private final String sha256;
    private final List<String> places;
    private volatile boolean open = true;

    /**
     * @param copy the number of the copy that met it
     * @param sha256 what it ought to be, in hex
     * @param places targets that are known to hold it so, in clear
     */
    Wound(long copy, String object, String sha256, List<String> places) {
        this.copy = copy;
        this.object = object;
        this.sha256 = sha256;
        this.places = List.copyOf(places);
    }

    public String getObject() {
        return object;
    }

    public List<String> getPlaces() {
        return places;
    }

    /** Whether it is not healed yet. */
    public boolean isOpen() {
        return open;
    }

    /** Where the object is fetched to, relative to the repository; copies that met the same wound have one each. */
    String part() {
        return object + ".healed-" + copy + ".part";
    }

    String sha256() {
        return sha256;
    }

    void close() {
        open = false;
    }
}
