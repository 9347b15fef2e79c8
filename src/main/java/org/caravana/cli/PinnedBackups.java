package org.caravana.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.caravana.CaravanaException;
import org.caravana.repository.Manifest;
import org.caravana.repository.ObjectStore;
import org.caravana.retention.Holdings;

/** Which backups a place has pinned, and why; one listing a cycle. */
final class PinnedBackups {
    private final ObjectStore store;

    PinnedBackups(ObjectStore store) {
        this.store = store;
    }

    Map<Manifest, String> reasons(List<Manifest> backups) throws IOException {
        Map<Manifest, String> reasons = new HashMap<>();
        Map<String, Set<String>> names = new HashMap<>();
        for (Manifest backup : backups) {
            String cycle = backup.plan() + "/" + backup.cycle();
            if (!names.containsKey(cycle)) {
                names.put(
                        cycle,
                        store.list(cycle).stream()
                                .map(ObjectStore.StoredObject::name)
                                .collect(Collectors.toCollection(TreeSet::new)));
            }
            if (names.get(cycle).contains(Holdings.PIN + backup.backup())) {
                reasons.put(backup, reason(cycle + "/" + Holdings.PIN + backup.backup()));
            }
        }
        return reasons;
    }

    /** An encrypted target's reasons can be read with the identity only. */
    private String reason(String pin) throws IOException {
        try {
            return Files.readString(store.fetch(pin)).strip();
        } catch (CaravanaException e) {
            return "yes";
        } finally {
            store.release(pin);
        }
    }
}
