package org.caravana.repository;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Compares what a place holds with what was signed for: a manifest that somebody wrote or altered there, and a backup that
 * somebody took away, are damages.
 */
public final class SignedHeads {
    private final ObjectStore store;
    private final Path allowedSigners;
    private final Map<String, Heads> newest = new TreeMap<>();

    public SignedHeads(ObjectStore store, Path allowedSigners) {
        this.store = store;
        this.allowedSigners = allowedSigners;
    }

    /** @throws DamagedException if the backup's manifest is not the one that an allowed signer signed */
    public void require(Manifest backup) throws IOException {
        String path = backup.path() + "/" + Names.HEADS;
        String manifest = backup.path() + "/" + Names.MANIFEST;
        byte[] content = read(path);
        String signature = backup.path() + "/" + Names.HEADS_SIGNATURE;
        Optional<String> problem;
        try {
            problem = SshSignature.problem(allowedSigners, BackupFolder.fetch(store, signature), content);
        } finally {
            store.release(signature);
        }
        if (problem.isPresent()) {
            throw new DamagedException(store.name(), path, "its signature is not good: " + problem.get());
        }
        Heads heads = Heads.parse(content, store.name(), path);
        String sum = heads.manifests().get(manifest.substring(backup.plan().length() + 1));
        if (!heads.plan().equals(backup.plan())
                || heads.sequence() != backup.sequence()
                || !Sha256.hex(read(manifest)).equals(sum)) {
            throw new DamagedException(store.name(), manifest, "it is not the manifest that was signed");
        }
        newest.merge(backup.plan(), heads, (a, b) -> a.sequence() > b.sequence() ? a : b);
    }

    private byte[] read(String path) throws IOException {
        try {
            return SmallFile.read(store.name(), path, BackupFolder.fetch(store, path));
        } finally {
            store.release(path);
        }
    }

    /** The newest list of each plan that was found good. */
    public List<Heads> newest() {
        return List.copyOf(newest.values());
    }

    /**
     * What the newest list of a plan names and the place does not hold, in cycles that it does hold. A cycle that is not
     * there at all may have been discarded.
     */
    public List<DamagedException> missing(String plan) throws IOException {
        List<DamagedException> missing = new ArrayList<>();
        Map<String, Boolean> cycles = new HashMap<>();
        Heads heads = newest.get(plan);
        if (heads == null) {
            return missing;
        }
        for (Map.Entry<String, String> head : heads.manifests().entrySet()) {
            String path = plan + "/" + head.getKey();
            String cycle = head.getKey().substring(0, head.getKey().indexOf('/'));
            if (!cycles.containsKey(cycle)) {
                cycles.put(
                        cycle,
                        !store.list(plan + "/" + cycle + "/" + Names.BACKUPS).isEmpty());
            }
            if (cycles.get(cycle) && !isThere(path)) {
                missing.add(new DamagedException(
                        store.name(),
                        path,
                        "it is missing, though backup " + heads.sequence() + " was signed with it"));
            }
        }
        return missing;
    }

    private boolean isThere(String path) throws IOException {
        try {
            store.fetch(path);
            return true;
        } catch (NoSuchFileException e) {
            return false;
        } finally {
            store.release(path);
        }
    }
}
