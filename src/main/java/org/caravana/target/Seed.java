package org.caravana.target;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.caravana.CaravanaException;
import org.caravana.config.Settings;
import org.caravana.job.Copy;
import org.caravana.job.CopyState;
import org.caravana.job.VerificationLevel;
import org.caravana.plan.Plan;
import org.caravana.repository.DamagedException;
import org.caravana.repository.Manifest;
import org.caravana.repository.Sha256;
import org.caravana.retention.CycleNotes;

/**
 * Writes what a target's first copy would hold onto a disk that somebody carries there, and notes hash and size of each
 * object in {@code data/seeded}. The copy's carrier then reads such an object back and compares it instead of sending it;
 * until then nothing counts as delivered. Reads the repository alone, so a service may run beside it.
 */
public final class Seed {
    private final Settings settings;
    private final Settings.Target target;
    private final Path disk;

    /** @param disk a folder that is there; what it holds already from an earlier try is not written again */
    public Seed(Settings settings, String target, Path disk) {
        this.settings = settings;
        this.target = settings.targets().get(target);
        this.disk = disk;
    }

    /** @param objects how many were written; @param kept how many were there from an earlier try; @param bytes written */
    public record Written(long objects, long kept, long bytes) {}

    /** What is to be written does not fit. */
    public static final class NoRoomException extends CaravanaException {
        private static final long serialVersionUID = 1L;

        private NoRoomException(Path disk, long wanted, long room) {
            super(
                    "no room on " + disk + ": " + wanted + " bytes wanted, " + room + " left",
                    "take a larger disk, or --plan to seed one plan");
        }
    }

    /** What was noted of a cycle's objects that were seeded. */
    static Delivered noted(Path data, Copy copy) throws IOException {
        return Delivered.read(CycleNotes.SEEDED.file(data, copy.target(), copy.plan(), copy.cycle()));
    }

    /**
     * One backup: packs, its files and sums, its manifest last.
     *
     * @param told of each object that was written
     * @throws DamagedException if an object of the repository is not what it ought to be; nothing of it is written
     * @throws NoRoomException if the disk has not enough room
     */
    public Written write(Manifest backup, Consumer<String> told) throws IOException {
        Copy copy = new Copy(
                0,
                0,
                backup.plan(),
                backup.cycle(),
                backup.backup(),
                target.name(),
                CopyState.WAITING,
                VerificationLevel.NONE,
                100,
                Optional.empty(),
                0,
                Optional.empty(),
                false,
                Optional.empty());
        Delivered noted = noted(settings.data(), copy);
        Path sums = LocalFiles.part(disk.resolve(copy.backupPath()).resolve(Sums.FILE));
        Delivery all = new MissingObjects(
                        settings.repository(),
                        target,
                        copy,
                        Delivered.none(),
                        Delivered.none(),
                        Listings.of(copy, 1),
                        Plan.WHOLE)
                .delivery(sums);
        List<Shipment> shipments = new ArrayList<>();
        all.getCarriers().forEach(carrier -> carrier.forEachRemaining(shipments::add));
        requireRoom(shipments, noted);
        Written written = new Written(0, 0, 0);
        for (Shipment shipment : shipments) {
            written = write(shipment, noted, written, told);
        }
        for (Shipment shipment : all.getSums()) {
            if (!all.encryptedNames().isEmpty()) {
                sum(all, noted, sums);
            }
            written = write(shipment, noted, written, told);
        }
        for (Shipment shipment : all.getManifest()) {
            written = write(shipment, noted, written, told);
        }
        return written;
    }

    private void requireRoom(List<Shipment> shipments, Delivered noted) throws IOException {
        long wanted = 0;
        for (Shipment shipment : shipments) {
            wanted += isThere(shipment, noted) || !Files.exists(shipment.local()) ? 0 : Files.size(shipment.local());
        }
        long room = Files.getFileStore(disk).getUsableSpace();
        if (room < wanted) {
            throw new NoRoomException(disk, wanted, room);
        }
    }

    private boolean isThere(Shipment shipment, Delivered noted) throws IOException {
        Path file = disk.resolve(shipment.name());
        Optional<Delivered.Entry> known = noted.find(shipment.name());
        return known.isPresent()
                && Files.isRegularFile(file)
                && Files.size(file) == known.get().size()
                && (shipment.isEncrypted()
                        || shipment.sha256().equals(known.get().sha256()));
    }

    private Written write(Shipment shipment, Delivered noted, Written so, Consumer<String> told) throws IOException {
        if (isThere(shipment, noted)) {
            return new Written(so.objects(), so.kept() + 1, so.bytes());
        }
        Path file = disk.resolve(shipment.name());
        Path part = LocalFiles.part(file);
        Files.createDirectories(file.getParent());
        fill(shipment, part);
        String sha256 = Sha256.hex(part);
        if (!shipment.isEncrypted() && !shipment.sha256().isEmpty() && !sha256.equals(shipment.sha256())) {
            Files.delete(part);
            throw new DamagedException("repository", shipment.object(), "its SHA-256 is " + sha256);
        }
        long size = Files.size(part);
        LocalFiles.seal(part, file);
        noted.add(shipment.name(), sha256, size);
        told.accept(shipment.name());
        return new Written(so.objects() + 1, so.kept(), so.bytes() + size);
    }

    private void fill(Shipment shipment, Path part) throws IOException {
        if (part.equals(shipment.local())) {
            return;
        }
        if (!Files.isRegularFile(shipment.local())) {
            throw new DamagedException("repository", shipment.object(), "it is not there");
        }
        if (!shipment.isEncrypted()) {
            Files.copy(shipment.local(), part, StandardCopyOption.REPLACE_EXISTING);
            return;
        }
        String plain = Sha256.hex(shipment.local());
        if (!plain.equals(shipment.sha256())) {
            throw new DamagedException("repository", shipment.object(), "its SHA-256 is " + plain);
        }
        Age.encrypt(shipment.local(), part, target.encryptTo());
    }

    /** An encrypted target's own sums, of the objects as they lie there. */
    private static void sum(Delivery all, Delivered noted, Path part) throws IOException {
        Map<String, String> sums = new TreeMap<>();
        all.encryptedNames()
                .forEach((path, name) -> noted.find(name).ifPresent(entry -> sums.put(path, entry.sha256())));
        Sums.write(part, sums);
    }
}
