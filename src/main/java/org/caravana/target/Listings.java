package org.caravana.target;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.caravana.job.Copy;
import org.caravana.repository.ObjectStore.StoredObject;

/** What a target lists of a backup and its cycle: sizes by path. */
final class Listings {
    private final Map<String, Long> sizes = new HashMap<>();

    private Listings() {}

    static Listings of(Copy copy, List<StoredObject> cycle, List<StoredObject> packs, List<StoredObject> backup) {
        Listings listings = new Listings();
        String folder = copy.plan() + "/" + copy.cycle();
        listings.add(folder, cycle);
        listings.add(folder + "/packs", packs);
        listings.add(copy.backupPath(), backup);
        return listings;
    }

    private void add(String folder, List<StoredObject> members) {
        members.stream().filter(m -> !m.isFolder()).forEach(m -> sizes.put(folder + "/" + m.name(), m.size()));
    }

    OptionalLong size(String name) {
        Long size = sizes.get(name);
        return size == null ? OptionalLong.empty() : OptionalLong.of(size);
    }
}
