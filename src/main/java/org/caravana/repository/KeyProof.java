package org.caravana.repository;

import java.io.IOException;

/** Opens a little of a backup at every step of a restore, so that a key that does not fit is found before it is needed. */
public final class KeyProof {
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
        int opened = 2;
        for (String name : folder.sums().keySet()) {
            if (!name.startsWith(Sums.TO_PACKS)) {
                folder.fetch(name);
                store.release(folder.path(name));
                opened++;
            }
        }
        Manifest.Pack smallest = backup.packs().stream()
                .min((one, other) -> Long.compare(one.size(), other.size()))
                .orElse(null);
        if (smallest != null) {
            String path = folder.packs() + "/" + smallest.name();
            String sum = Sha256.hex(BackupFolder.fetch(store, path));
            store.release(path);
            if (!sum.equals(folder.sums().get(Sums.TO_PACKS + smallest.name()))) {
                throw new DamagedException(store.name(), path, "its SHA-256 is " + sum + ", not what SHA256SUMS says");
            }
            opened++;
        }
        return opened;
    }
}
