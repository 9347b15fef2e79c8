package org.caravana.target;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.caravana.repository.ObjectStore.StoredObject;
import org.caravana.restore.SealedBackup;
import org.caravana.retention.HeldCycle;
import org.caravana.retention.Holdings;

/** Lists an encrypted target's backups without a key: from its listings, and from its own sums, which lie in clear. */
final class SealedBackups {

    private final TargetStore store;
    private final Holdings holdings;

    SealedBackups(TargetStore store) {
        this.store = store;
        this.holdings = new Holdings(store::listed);
    }

    /** Those that have a manifest, newest first within each plan. */
    List<SealedBackup> all() throws IOException {
        List<SealedBackup> backups = new ArrayList<>();
        for (StoredObject plan : store.listed("")) {
            if (plan.isFolder()) {
                backups.addAll(of(plan.name().substring(0, plan.name().length() - 1)));
            }
        }
        return backups;
    }

    private List<SealedBackup> of(String plan) throws IOException {
        List<SealedBackup> backups = new ArrayList<>();
        for (HeldCycle cycle : holdings.of(plan)) {
            Map<String, Long> packs = sizes(cycle.folder() + "/packs");
            for (String id : cycle.whole()) {
                String folder = cycle.folder() + "/backups/" + id;
                long own = sum(sizes(folder).values());
                backups.add(new SealedBackup(plan, cycle.name(), id, own + needed(folder, packs)));
            }
        }
        backups.sort(Comparator.comparing(SealedBackup::id).reversed());
        return backups;
    }

    /** Bytes of the packs that the backup needs; all of its cycle's where its own sums are gone. */
    private long needed(String folder, Map<String, Long> packs) throws IOException {
        try {
            return store.ownSums(folder).keySet().stream()
                    .filter(path -> path.startsWith(Sums.TO_PACKS))
                    .mapToLong(path -> packs.getOrDefault(path.substring(Sums.TO_PACKS.length()), 0L))
                    .sum();
        } catch (NoSuchFileException e) {
            return sum(packs.values());
        }
    }

    private Map<String, Long> sizes(String folder) throws IOException {
        return store.listed(folder).stream()
                .filter(object -> !object.isFolder())
                .collect(Collectors.toMap(StoredObject::name, StoredObject::size, (first, twin) -> first));
    }

    private static long sum(Collection<Long> sizes) {
        return sizes.stream().mapToLong(Long::longValue).sum();
    }
}
