package org.caravana.target;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.caravana.job.Checked;
import org.caravana.job.Copy;

/**
 * What one copy still needs, in the order in which it travels: packs and the backup's files, the sums that only the
 * target has, and last its manifest, which makes the backup exist at the target. Thread-safe.
 */
public final class Delivery {
    private final Copy copy;
    private final Delivered delivered;
    private final List<Shipment> packs;
    private final List<Shipment> files;
    private final List<Shipment> sums;
    private final List<Shipment> manifest;
    private final Map<String, String> encryptedNames;
    private final Unnoted unnoted;
    private final Sampling sampling;
    private final int gone;
    private final int transfers;
    private final AtomicLong objects = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicLong hashed = new AtomicLong();
    private final AtomicLong hashedMd5 = new AtomicLong();
    private final AtomicLong readBack = new AtomicLong();

    Delivery(
            Copy copy,
            Delivered delivered,
            List<Shipment> packs,
            List<Shipment> files,
            List<Shipment> sums,
            List<Shipment> manifest,
            Map<String, String> encryptedNames,
            Unnoted unnoted,
            Sampling sampling,
            int gone,
            int transfers) {
        this.copy = copy;
        this.delivered = delivered;
        this.packs = List.copyOf(packs);
        this.files = List.copyOf(files);
        this.sums = List.copyOf(sums);
        this.manifest = List.copyOf(manifest);
        this.encryptedNames = Map.copyOf(encryptedNames);
        this.unnoted = unnoted;
        this.sampling = sampling;
        this.gone = gone;
        this.transfers = transfers;
    }

    public Copy getCopy() {
        return copy;
    }

    /**
     * As many carriers as objects may travel at once; together they take each object once, without the sums and the
     * manifest.
     */
    public List<Iterator<Shipment>> getCarriers() {
        Queue<Shipment> waiting = new ConcurrentLinkedQueue<>(TravelOrder.of(packs, files, transfers));
        return IntStream.range(0, Math.min(transfers, waiting.size()))
                .<Iterator<Shipment>>mapToObj(i -> new Carrier(waiting))
                .toList();
    }

    /** An encrypted target's own sums, which name what was sent before. */
    public List<Shipment> getSums() {
        return sums;
    }

    public List<Shipment> getManifest() {
        return manifest;
    }

    /** How many objects were sent so far. */
    public long getObjects() {
        return objects.get();
    }

    /** How many bytes were sent so far. */
    public long getBytes() {
        return bytes.get();
    }

    /** How far all that the copy needs was checked so far. */
    public Checked getChecked() {
        return sampling.checked();
    }

    Sampling sampling() {
        return sampling;
    }

    Delivered delivered() {
        return delivered;
    }

    /** Of an encrypted target: its objects' names, by their paths in the target's own sums. */
    Map<String, String> encryptedNames() {
        return encryptedNames;
    }

    /** Whether something is listed of which only the target's own sums can tell what it ought to be. */
    public boolean isSumsWanted() {
        return unnoted.isOpen();
    }

    Unnoted unnoted() {
        return unnoted;
    }

    /** What of all that the manifest stands for is missing first, if anything is; a target's own sums are made anew. */
    Optional<Shipment> firstBeforeManifest() {
        return Stream.of(packs, files, sums)
                .flatMap(List::stream)
                .filter(shipment -> !shipment.sha256().isEmpty())
                .findFirst();
    }

    /** In words who compared the sums, and what had gone from the target; empty where there is nothing to tell. */
    public String getProof() {
        String lost = gone == 0 ? "" : gone + " object(s) that had lain there were gone, and were sent again";
        return Stream.of(comparedBy(), lost).filter(words -> !words.isEmpty()).collect(Collectors.joining("; "));
    }

    /** How many each compared is told where there were several. */
    private String comparedBy() {
        Map<String, Long> who = new LinkedHashMap<>();
        who.put("hashed by the server", hashed.get());
        who.put("hashed by the server with MD5", hashedMd5.get());
        who.put("read back", readBack.get());
        who.values().removeIf(objects -> objects == 0);
        return who.size() < 2
                ? String.join("", who.keySet())
                : who.entrySet().stream()
                        .map(one -> one.getValue() + " " + one.getKey())
                        .collect(Collectors.joining(", "));
    }

    /** @param verified what the put said that the server compared */
    void count(Cargo cargo, String verified) {
        if (TargetHeaders.HASHED.equals(verified)) {
            hashed.incrementAndGet();
        } else if (TargetHeaders.HASHED_MD5.equals(verified)) {
            hashedMd5.incrementAndGet();
        } else if (sampling.isCompared(cargo.shipment().name())) {
            readBack.incrementAndGet();
        }
        if (!cargo.shipment().there()) {
            objects.incrementAndGet();
            bytes.addAndGet(cargo.size());
        }
    }
}
