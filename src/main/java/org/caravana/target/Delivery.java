package org.caravana.target;

import java.util.ArrayList;
import java.util.Iterator;
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
    private final AtomicLong toldByServer = new AtomicLong();
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
        Queue<Shipment> waiting = new ConcurrentLinkedQueue<>(inOrder());
        return IntStream.range(0, Math.min(transfers, waiting.size()))
                .<Iterator<Shipment>>mapToObj(i -> new Carrier(waiting))
                .toList();
    }

    /**
     * Large packs first, one for each transfer. Small objects cost round trips and no room on the line: they pass one by one
     * between the packs that follow, so that neither the line nor a transfer has nothing to do.
     */
    private List<Shipment> inOrder() {
        Map<Boolean, List<Shipment>> bySize = packs.stream().collect(Collectors.partitioningBy(Shipment::isSmall));
        List<Shipment> large = bySize.get(false);
        Iterator<Shipment> small =
                Stream.of(files, bySize.get(true)).flatMap(List::stream).iterator();
        int first = Math.min(transfers, large.size());
        List<Shipment> order = new ArrayList<>(large.subList(0, first));
        for (Shipment pack : large.subList(first, large.size())) {
            if (small.hasNext()) {
                order.add(small.next());
            }
            order.add(pack);
        }
        small.forEachRemaining(order::add);
        return order;
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

    /** In words who compared the SHA-256s, and what had gone from the target; empty where there is nothing to tell. */
    public String getProof() {
        String lost = gone == 0 ? "" : gone + " object(s) that had lain there were gone, and were sent again";
        return Stream.of(comparedBy(), lost).filter(words -> !words.isEmpty()).collect(Collectors.joining("; "));
    }

    private String comparedBy() {
        long told = toldByServer.get();
        long back = readBack.get();
        if (told > 0 && back > 0) {
            return told + " hashed by the server, " + back + " read back";
        }
        return told > 0 ? "hashed by the server" : back > 0 ? "read back" : "";
    }

    void count(Cargo cargo, boolean hashedByServer) {
        if (hashedByServer) {
            toldByServer.incrementAndGet();
        } else if (sampling.isCompared(cargo.shipment().name())) {
            readBack.incrementAndGet();
        }
        if (!cargo.shipment().there()) {
            objects.incrementAndGet();
            bytes.addAndGet(cargo.size());
        }
    }
}
