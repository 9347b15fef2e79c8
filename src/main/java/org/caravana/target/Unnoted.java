package org.caravana.target;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.caravana.repository.ObjectStore.StoredObject;

/**
 * What an encrypted target lists although nobody noted that it was sent: after the notes were lost, or for a repository
 * that was adopted. No second encryption gives the same bytes, so only the target's own sums tell what they ought to be;
 * what they name is read back instead of sent. Thread-safe.
 */
final class Unnoted {
    static final Unnoted NOTHING = new Unnoted(Map.of());

    private final Map<String, Long> sizes;
    private final Map<String, String> told = new ConcurrentHashMap<>();

    /** @param sizes as listed, bytes by name */
    Unnoted(Map<String, Long> sizes) {
        this.sizes = new HashMap<>(sizes);
    }

    boolean isOpen() {
        return !told.keySet().containsAll(sizes.keySet());
    }

    /** @param sums hex by name; what an earlier call told stays */
    void tell(Map<String, String> sums) {
        sums.forEach(told::putIfAbsent);
    }

    /** What is to be read back instead of sent, if the target's sums tell what it ought to be. */
    Optional<Cargo> cargo(Shipment shipment) {
        Long size = sizes.get(shipment.name());
        String sum = told.get(shipment.name());
        return size == null || sum == null
                ? Optional.empty()
                : Optional.of(new Cargo(shipment.asThere(), shipment.local().toFile(), sum, size, false));
    }

    boolean isTold(String name, String sum) {
        return sum.equals(told.get(name));
    }

    /** The backups' sums, newest first, by the listing of the folder of backups. */
    static List<String> sumsIn(String folder, List<StoredObject> listing) {
        return listing.stream()
                .filter(StoredObject::isFolder)
                .map(member -> folder + "/" + member.name() + Sums.FILE)
                .sorted(Comparator.reverseOrder())
                .toList();
    }
}
