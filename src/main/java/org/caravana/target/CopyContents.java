package org.caravana.target;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.caravana.job.Copy;
import org.caravana.repository.DamagedException;

/** Which objects a copy consists of, as the repository's backup says. */
final class CopyContents {

    private final Path repository;

    CopyContents(Path repository) {
        this.repository = repository;
    }

    /** Whether the repository holds the copy's backup. */
    boolean isHere(Copy copy) {
        return Files.isRegularFile(repository.resolve(copy.backupPath()).resolve(Sums.FILE));
    }

    /** The copies that need any of these objects; where nobody knows, a copy counts. */
    List<Copy> affected(List<Copy> copies, Collection<String> names) throws IOException {
        List<Copy> affected = new ArrayList<>();
        for (Copy copy : copies) {
            Set<String> packs = packs(copy);
            if (names.stream().anyMatch(name -> needs(copy, packs, name))) {
                affected.add(copy);
            }
        }
        // what lies beside the backups goes with the newest
        String cycle = copies.get(0).plan() + "/" + copies.get(0).cycle();
        boolean beside = names.stream().anyMatch(name -> name.lastIndexOf('/') == cycle.length());
        return beside && !affected.contains(copies.get(0)) ? with(copies.get(0), affected) : affected;
    }

    private static List<Copy> with(Copy newest, List<Copy> others) {
        List<Copy> all = new ArrayList<>(List.of(newest));
        all.addAll(others);
        return all;
    }

    private static boolean needs(Copy copy, Set<String> packs, String name) {
        String plain = name.endsWith(Age.SUFFIX) ? name.substring(0, name.length() - Age.SUFFIX.length()) : name;
        String folder = copy.plan() + "/" + copy.cycle() + "/packs/";
        if (plain.startsWith(folder)) {
            return packs.isEmpty() || packs.contains(Sums.TO_PACKS + plain.substring(folder.length()));
        }
        return plain.startsWith(copy.backupPath() + "/");
    }

    /** Empty if nobody knows. */
    private Set<String> packs(Copy copy) throws IOException {
        String path = copy.backupPath() + "/" + Sums.FILE;
        if (!isHere(copy)) {
            return Set.of();
        }
        try {
            return Sums.read("repository", path, repository.resolve(path)).keySet();
        } catch (DamagedException e) {
            return Set.of();
        }
    }
}
