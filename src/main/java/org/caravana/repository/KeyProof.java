package org.caravana.repository;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Opens a little of a backup at every step of a restore, so that a key that does not fit is found before it is needed. */
public final class KeyProof {
    private static final int MANIFEST_AND_SUMS = 2;

    private final ObjectStore store;

    public KeyProof(ObjectStore store) {
        this.store = store;
    }

    /**
     * Fetches a backup's sums, all its own files and its smallest pack, and compares each with its sum.
     *
     * @return how many objects were opened, the manifest included
     * @throws DamagedException if one is not what its sum says
     */
    public int open(Manifest backup) throws IOException {
        BackupFolder folder = new BackupFolder(store, backup);
        List<String> names = new ArrayList<>(folder.sums().keySet());
        names.removeIf(name -> name.startsWith(Sums.TO_PACKS));
        backup.packs().stream()
                .min(Comparator.comparingLong(Manifest.Pack::size))
                .ifPresent(pack -> names.add(Sums.TO_PACKS + pack.name()));
        for (String name : names) {
            folder.fetch(name);
            store.release(folder.object(name));
        }
        return MANIFEST_AND_SUMS + names.size();
    }
}
