package org.caravana.target;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.caravana.job.Copy;
import org.caravana.repository.ObjectStore.StoredObject;

/**
 * What is to be looked at now of one cycle at one target, and what was found. Used by one thread.
 */
public final class CycleCheck {
    private static final int MOST = 5;

    private final List<Copy> copies;
    private final ReadTimes times;
    private final Map<String, HeldObject> held;
    private final List<HeldObject> due;
    private final boolean listingDue;
    private final Map<String, String> damages = new TreeMap<>();
    private boolean unreadable;

    /**
     * @param copies the target's verified copies of the cycle's backups, newest first
     * @param held every object that the target is known to hold of the cycle
     * @param due those that are to be read now
     */
    CycleCheck(List<Copy> copies, ReadTimes times, List<HeldObject> held, List<HeldObject> due, boolean listingDue) {
        this.times = times;
        this.copies = List.copyOf(copies);
        this.held = held.stream().collect(Collectors.toMap(HeldObject::name, object -> object));
        this.due = List.copyOf(due);
        this.listingDue = listingDue;
    }

    public String getTarget() {
        return newest().target();
    }

    public String getPlan() {
        return newest().plan();
    }

    public String getCycle() {
        return newest().cycle();
    }

    /** The objects that are to be read now. */
    public List<HeldObject> getDue() {
        return due;
    }

    /** The folders that are to be listed now. */
    public List<String> getFolders() {
        return listingDue
                ? held.keySet().stream()
                        .map(name -> name.substring(0, name.lastIndexOf('/')))
                        .distinct()
                        .sorted()
                        .toList()
                : List.of();
    }

    public boolean isListingDue() {
        return listingDue;
    }

    boolean hasWork() {
        return listingDue || !due.isEmpty() || isDamaged();
    }

    Copy newest() {
        return copies.get(0);
    }

    ReadTimes times() {
        return times;
    }

    List<Copy> copies() {
        return copies;
    }

    /** Notes what a folder's listing lacks, or has with another size. */
    void compare(String folder, List<StoredObject> listing) {
        Map<String, Long> sizes = listing.stream()
                .filter(object -> !object.isFolder())
                .collect(Collectors.toMap(object -> folder + "/" + object.name(), StoredObject::size, (a, b) -> a));
        held.values().stream()
                .filter(object -> object.name()
                        .substring(0, object.name().lastIndexOf('/'))
                        .equals(folder))
                .forEach(object -> compare(object, sizes.get(object.name())));
    }

    private void compare(HeldObject object, Long size) {
        if (size == null) {
            damaged(object.name(), "it is missing");
        } else if (size != object.size()) {
            damaged(object.name(), "it has " + size + " bytes, not " + object.size());
        }
    }

    void damaged(String name, String what) {
        damages.putIfAbsent(name, what);
    }

    /** What is wrong, by the objects' names. */
    Map<String, String> damages() {
        return Collections.unmodifiableMap(damages);
    }

    void giveUp() {
        unreadable = true;
    }

    /** Whether the target could not be read, so that the rest waits for the next look. */
    public boolean isUnreadable() {
        return unreadable;
    }

    /** Whether anything was found to be damaged or missing. */
    public boolean isDamaged() {
        return !damages.isEmpty();
    }

    /** The damages, for people: the first few. */
    String words() {
        List<String> first = new ArrayList<>();
        damages.entrySet().stream().limit(MOST).forEach(d -> first.add(d.getKey() + ": " + d.getValue()));
        if (damages.size() > MOST) {
            first.add("and " + (damages.size() - MOST) + " more");
        }
        return String.join("; ", first);
    }
}
