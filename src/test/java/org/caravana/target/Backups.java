package org.caravana.target;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.caravana.repository.Sha256;

/** A local repository with backups of one cycle, whose packs hold random bytes. */
final class Backups {
    static final String CYCLE = "night/2026-11";

    private final Path repository;
    private final Map<String, String> packs = new TreeMap<>();

    Backups(Path repository) throws IOException {
        this.repository = repository;
        write(CYCLE + "/HOW-TO-RESTORE.txt", "read me".getBytes());
        write(CYCLE + "/restore.sh", "#!/bin/sh".getBytes());
    }

    /** Adds a backup with some packs of its own beside those of the cycle so far. */
    void add(String backup, int newPacks) throws IOException {
        for (int i = 0; i < newPacks; i++) {
            addPack(200_000 + i, backup.hashCode() + i);
        }
        seal(backup);
    }

    /** Adds a pack to the cycle and to a backup that is there already. */
    void addPack(int size, String backup) throws IOException {
        addPack(size, size);
        seal(backup);
    }

    private void addPack(int size, long seed) throws IOException {
        byte[] bytes = new byte[size];
        new Random(seed).nextBytes(bytes);
        Path pack = write(CYCLE + "/packs/pack", bytes);
        String sum = Sha256.hex(pack);
        String name = "files.tar-" + sum.substring(0, 32) + ".zst";
        Files.move(pack, pack.resolveSibling(name), StandardCopyOption.REPLACE_EXISTING);
        packs.put("../../packs/" + name, sum);
    }

    private void seal(String backup) throws IOException {
        String folder = CYCLE + "/backups/" + backup;
        Map<String, String> sums = new TreeMap<>(packs);
        for (String file : List.of("files.tar.index.zst", "report.html")) {
            sums.put(file, Sha256.hex(write(folder + "/" + file, (backup + file).getBytes())));
        }
        Sums.write(repository.resolve(folder).resolve("SHA256SUMS"), sums);
        write(folder + "/manifest.json", ("{\"backup\":\"" + backup + "\"}").getBytes());
    }

    List<Path> packs() {
        List<Path> paths = new ArrayList<>();
        packs.keySet().forEach(p -> paths.add(repository.resolve(CYCLE).resolve(p.substring("../../".length()))));
        return paths;
    }

    Path write(String object, byte[] bytes) throws IOException {
        Path file = repository.resolve(object);
        Files.createDirectories(file.getParent());
        return Files.write(file, bytes);
    }
}
