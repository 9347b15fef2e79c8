package org.caravana.repository;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.caravana.repository.ObjectStore.StoredObject;

/**
 * The packs of a place as a verification meets them: each is fetched and hashed once, however many backups share it, or
 * only looked up in the listing if the sample leaves it out. Not thread-safe.
 */
final class PackChecks {
    /** About 50 bytes each. */
    private static final long FRAMES_IN_MEMORY = 1_000_000;

    private final ObjectStore store;
    private final Sample sample;
    private final Map<String, Optional<DamagedException>> results = new HashMap<>();
    private final LinkedHashMap<String, OpenPack> described = new LinkedHashMap<>(16, 0.75f, true);
    private final Set<String> good = new HashSet<>();
    private final Map<String, Map<String, StoredObject>> listings = new HashMap<>();
    private long frames;
    private long read;

    PackChecks(ObjectStore store, Sample sample) {
        this.store = store;
        this.sample = sample;
    }

    /** @throws DamagedException if the pack is not what its sum and its own description say */
    void check(String path, Manifest.Pack pack, String sum) throws IOException {
        if (!PackName.fits(pack.name(), sum)) {
            throw new DamagedException(store.name(), path, "its name does not fit its SHA-256");
        }
        if (!results.containsKey(path)) {
            results.put(path, find(path, pack, sum));
        }
        Optional<DamagedException> damage = results.get(path);
        if (damage.isPresent()) {
            throw damage.get();
        }
    }

    private Optional<DamagedException> find(String path, Manifest.Pack pack, String sum) throws IOException {
        try {
            if (sample.takesNext()) {
                hash(path, sum);
                read++;
            } else {
                look(path, pack);
            }
            return Optional.empty();
        } catch (DamagedException e) {
            return Optional.of(e);
        }
    }

    private void hash(String path, String sum) throws IOException {
        Path file = BackupFolder.fetch(store, path);
        try {
            String found = Sha256.hex(file);
            if (!found.equals(sum)) {
                throw new DamagedException(
                        store.name(), path, "its SHA-256 is " + found + ", not what SHA256SUMS says");
            }
            describe(path);
        } finally {
            store.release(path);
        }
    }

    private void look(String path, Manifest.Pack pack) throws IOException {
        String folder = path.substring(0, path.lastIndexOf('/'));
        if (!listings.containsKey(folder)) {
            Map<String, StoredObject> members = new HashMap<>();
            store.list(folder).forEach(object -> members.put(object.name(), object));
            listings.put(folder, members);
        }
        StoredObject listed = listings.get(folder).get(pack.name());
        if (listed == null) {
            throw new DamagedException(store.name(), path, "it is missing");
        }
        if (!store.fits(listed, pack.size())) {
            throw new DamagedException(
                    store.name(), path, "it has " + listed.size() + " bytes, which does not fit " + pack.size());
        }
    }

    /** Checks that a range fits the pack's frames, if the pack was read and is good. */
    void require(String path, PackRange range) throws IOException {
        OpenPack pack = described.get(path);
        if (pack == null && good.contains(path)) {
            pack = describe(path);
        }
        if (pack != null) {
            pack.require(range);
        }
    }

    private OpenPack describe(String path) throws IOException {
        OpenPack pack = OpenPack.open(store, path);
        pack.close();
        good.add(path);
        described.put(path, pack);
        frames += pack.description().count();
        while (frames > FRAMES_IN_MEMORY && described.size() > 1) {
            var oldest = described.entrySet().iterator();
            frames -= oldest.next().getValue().description().count();
            oldest.remove();
        }
        return pack;
    }

    /** How many packs were read whole. */
    long read() {
        return read;
    }

    /** How many packs were met. */
    long met() {
        return results.size();
    }
}
