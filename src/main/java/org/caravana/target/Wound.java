package org.caravana.target;

import java.util.List;

/** An object of the repository that is missing or not what it ought to be, and where it may be had. */
public final class Wound {
    private final String object;
    private final String sha256;
    private final List<String> places;
    private volatile boolean open = true;

    /**
     * @param sha256 what it ought to be, in hex
     * @param places targets that are known to hold it so, in clear
     */
    Wound(String object, String sha256, List<String> places) {
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

    String sha256() {
        return sha256;
    }

    void close() {
        open = false;
    }
}
