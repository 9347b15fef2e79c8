package org.caravana.target;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.caravana.config.Settings;
import org.caravana.job.Copy;
import org.caravana.repository.Sha256;

/** Works out what of one backup is missing at one target. */
final class MissingObjects {
    private static final List<String> RUNBOOK = List.of("HOW-TO-RESTORE.txt", "restore.sh");
    /** What signs a backup; in clear everywhere, since it tells nothing but sums. */
    private static final List<String> SIGNED = List.of("heads", "heads.sig");

    private static final String MANIFEST = "manifest.json";

    private final Path repository;
    private final Settings.Target target;
    private final Copy copy;
    private final Delivered delivered;
    private final Delivered seeded;
    private final Listings listings;
    private final String suffix;
    private final int readBack;

    private final List<Shipment> packs = new ArrayList<>();
    private final List<Shipment> files = new ArrayList<>();
    private final List<Shipment> sums = new ArrayList<>();
    private final List<Shipment> manifest = new ArrayList<>();
    private final Map<String, Long> unnoted = new HashMap<>();
    /** Whether something that was sent for an earlier backup, and not compared, is needed. */
    private boolean sampled;
    /** Objects that lay there, and were taken away by somebody. */
    private int gone;

    /**
     * @param seeded what was written onto a disk to be carried there, as it was then
     * @param readBack how many percent of the new packs are to be read back
     */
    MissingObjects(
            Path repository,
            Settings.Target target,
            Copy copy,
            Delivered delivered,
            Delivered seeded,
            Listings listings,
            int readBack) {
        this.readBack = readBack;
        this.seeded = seeded;
        this.repository = repository;
        this.target = target;
        this.copy = copy;
        this.delivered = delivered;
        this.listings = listings;
        this.suffix = target.encryptTo().isEmpty() ? "" : Age.SUFFIX;
    }

    /** @param targetSums where an encrypted target's own sums are made */
    Delivery delivery(Path targetSums) throws IOException {
        String sumsPath = inBackup(Sums.FILE);
        Map<String, String> named = Sums.read("repository", sumsPath, repository.resolve(sumsPath));
        for (Map.Entry<String, String> sum : named.entrySet()) {
            String object = object(sum.getKey());
            add(sum.getKey().startsWith(Sums.TO_PACKS) ? packs : files, object, object + suffix, sum.getValue());
        }
        // so that the transfers end at about the same time
        packs.sort(Comparator.comparingLong(
                        (Shipment pack) -> pack.local().toFile().length())
                .reversed());
        for (String file : RUNBOOK) {
            String object = inCycle(file);
            if (Files.exists(repository.resolve(object))) {
                add(files, object, object, localSum(object));
            }
        }
        for (String file : SIGNED) {
            if (Files.exists(repository.resolve(inBackup(file)))) {
                add(files, inBackup(file), inBackup(file), localSum(inBackup(file)));
            }
        }
        add(files, sumsPath, sumsPath + suffix, localSum(sumsPath));
        add(manifest, inBackup(MANIFEST), inBackup(MANIFEST) + suffix, localSum(inBackup(MANIFEST)));
        if (!isEncrypted()) {
            return delivery(Map.of(), Unnoted.NOTHING);
        }
        boolean nothing = packs.isEmpty() && files.isEmpty() && manifest.isEmpty();
        if (!nothing
                || delivered.isDoubtful(sumsPath)
                || listings.size(sumsPath).isEmpty()) {
            sums.add(new Shipment(target.name(), sumsPath, sumsPath, targetSums, "", -1, false));
        }
        Map<String, String> encrypted = encrypted(named);
        unnoted.keySet().retainAll(encrypted.values());
        return delivery(encrypted, new Unnoted(unnoted));
    }

    private Delivery delivery(Map<String, String> encrypted, Unnoted listed) {
        Sampling sampling = new Sampling(readBack, sampled);
        return new Delivery(
                copy, delivered, packs, files, sums, manifest, encrypted, listed, sampling, gone, target.transfers());
    }

    private void add(List<Shipment> missing, String object, String name, String sha256) throws IOException {
        Optional<Delivered.Entry> known = delivered.find(name);
        OptionalLong listed = listings.size(name);
        boolean clear = name.equals(object);
        Path local = repository.resolve(object);
        if (known.isPresent() && listed.isPresent()) {
            boolean same = !clear || known.get().sha256().equals(sha256);
            if (same && listed.getAsLong() == known.get().size()) {
                sampled |= !known.get().compared();
                return;
            }
        }
        if (known.isPresent() && listed.isEmpty()) {
            gone++;
        }
        boolean unknown = !target.writeOnly() && known.isEmpty() && !delivered.isDoubtful(name) && listed.isPresent();
        Optional<Delivered.Entry> expected = unknown ? expected(name, local, clear, sha256) : Optional.empty();
        if (unknown && !clear && expected.isEmpty()) {
            unnoted.put(name, listed.getAsLong());
        }
        boolean there = expected.isPresent() && expected.get().size() == listed.getAsLong();
        missing.add(
                there
                        ? new Shipment(
                                target.name(),
                                object,
                                name,
                                local,
                                expected.get().sha256(),
                                expected.get().size(),
                                true)
                        : new Shipment(target.name(), object, name, local, sha256, listed.orElse(-1), false));
    }

    /** What an object that lies there unchecked has to be; nobody knows of an encrypted one that was not seeded. */
    private Optional<Delivered.Entry> expected(String name, Path local, boolean clear, String sha256)
            throws IOException {
        if (!clear) {
            return seeded.find(name);
        }
        return Files.exists(local)
                ? Optional.of(new Delivered.Entry(sha256, Files.size(local), true))
                : Optional.empty();
    }

    /** The names of the encrypted objects, by their paths in the target's own sums. */
    private Map<String, String> encrypted(Map<String, String> named) {
        Map<String, String> names = new TreeMap<>();
        named.keySet().forEach(path -> names.put(path + suffix, object(path) + suffix));
        names.put(Sums.FILE + suffix, inBackup(Sums.FILE) + suffix);
        return names;
    }

    private String object(String path) {
        return object(copy, copy.backupPath(), path);
    }

    /** @param path as a backup's sums name it; {@code folder} is that backup's */
    static String object(Copy copy, String folder, String path) {
        return path.startsWith(Sums.TO_PACKS)
                ? copy.plan() + "/" + copy.cycle() + "/packs/" + path.substring(Sums.TO_PACKS.length())
                : folder + "/" + path;
    }

    private String localSum(String object) throws IOException {
        return Sha256.hex(repository.resolve(object));
    }

    private String inCycle(String name) {
        return copy.plan() + "/" + copy.cycle() + "/" + name;
    }

    private String inBackup(String name) {
        return copy.backupPath() + "/" + name;
    }

    private boolean isEncrypted() {
        return !suffix.isEmpty();
    }
}
