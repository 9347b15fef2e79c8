package org.caravana.repository;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;

/** The files of a backup at a place, each checked against the backup's sums, and those against its manifest. */
final class BackupFolder {
    private final ObjectStore store;
    private final Manifest manifest;
    private final Map<String, String> sums;

    BackupFolder(ObjectStore store, Manifest manifest) throws IOException {
        this.store = store;
        this.manifest = manifest;
        sums = readSums();
    }

    String path(String name) {
        return manifest.path() + "/" + name;
    }

    /** The path at the place of what the sums name: one of the backup's own files, or a pack. */
    String object(String name) {
        return name.startsWith(Sums.TO_PACKS) ? packs() + "/" + name.substring(Sums.TO_PACKS.length()) : path(name);
    }

    boolean has(String name) {
        return sums.containsKey(name);
    }

    Map<String, String> sums() {
        return sums;
    }

    String packs() {
        return manifest.plan() + "/" + manifest.cycle() + "/" + Names.PACKS;
    }

    /** Fetches one of the backup's own files, or a pack, whose content is what the sums say. */
    Path fetch(String name) throws IOException {
        Path file = fetch(store, object(name));
        String sum = Sha256.hex(file);
        if (!sum.equals(sums.get(name))) {
            throw new DamagedException(
                    store.name(), object(name), "its SHA-256 is " + sum + ", not what SHA256SUMS says");
        }
        return file;
    }

    static Path fetch(ObjectStore store, String path) throws IOException {
        try {
            return store.fetch(path);
        } catch (NoSuchFileException e) {
            throw new DamagedException(store.name(), path, "it is missing", e);
        }
    }

    private Map<String, String> readSums() throws IOException {
        String path = path(Names.SUMS);
        byte[] content = SmallFile.read(store.name(), path, fetch(store, path));
        store.release(path);
        if (!Sha256.hex(content).equals(manifest.sums())) {
            throw new DamagedException(store.name(), path, "it is not the one that manifest.json was written with");
        }
        try {
            return Sums.parse(content);
        } catch (IllegalArgumentException e) {
            throw new DamagedException(store.name(), path, e.getMessage(), e);
        }
    }
}
