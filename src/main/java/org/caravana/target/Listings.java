package org.caravana.target;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.caravana.job.Copy;
import org.caravana.repository.ObjectStore.StoredObject;

/** What a target lists of a backup and its cycle: sizes by path. Thread-safe. */
public final class Listings {
    private final List<String> folders;
    private final int transfers;
    private final Map<String, Long> sizes = new ConcurrentHashMap<>();

    private Listings(Copy copy, int transfers) {
        String cycle = copy.plan() + "/" + copy.cycle();
        this.folders = List.of(cycle, cycle + "/packs", copy.backupPath());
        this.transfers = transfers;
    }

    /** Of the cycle's folder, the cycle's packs, and the backup's own folder; nothing is listed yet. */
    static Listings of(Copy copy, int transfers) {
        return new Listings(copy, transfers);
    }

    /** The folders to list, in as many parts as may be listed at once. */
    public List<List<String>> getParts() {
        int parts = Math.min(transfers, folders.size());
        return IntStream.range(0, parts).mapToObj(part -> part(part, parts)).toList();
    }

    private List<String> part(int part, int parts) {
        return Stream.iterate(part, i -> i < folders.size(), i -> i + parts)
                .map(folders::get)
                .toList();
    }

    /** Takes a folder's direct members. */
    public void add(String folder, List<StoredObject> members) {
        members.stream().filter(m -> !m.isFolder()).forEach(m -> sizes.put(folder + "/" + m.name(), m.size()));
    }

    OptionalLong size(String name) {
        Long size = sizes.get(name);
        return size == null ? OptionalLong.empty() : OptionalLong.of(size);
    }
}
