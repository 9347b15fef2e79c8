package org.caravana.target;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.caravana.config.Settings;
import org.caravana.job.Copy;
import org.caravana.plan.Plan;
import org.caravana.repository.DamagedException;
import org.caravana.repository.ObjectStore.StoredObject;
import org.caravana.repository.Sha256;
import org.caravana.repository.StopSignal;
import org.caravana.retention.KeptUntil;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a copy needs: works out what is missing at the target, makes each object ready for its journey, and compares what
 * came back. The routes list, send and fetch. Thread-safe.
 */
public final class Copies {
    private static final Logger LOG = LoggerFactory.getLogger(Copies.class);
    private static final String BACK = ".back";

    private final Path repository;
    private final Path work;
    private final Path data;
    private final Map<String, Settings.Target> targets;
    private final Map<String, Plan> plans;
    private final Clock clock;
    private final Function<Copy, StopSignal> signals;
    private final Throughput throughput;

    /** @param signals asked between objects whether a copy is to stop */
    public Copies(Settings settings, Clock clock, Function<Copy, StopSignal> signals) {
        this.repository = settings.repository();
        this.work = settings.work();
        this.data = settings.data();
        this.targets = settings.targets();
        this.plans = settings.plans();
        this.clock = clock;
        this.signals = signals;
        this.throughput = new Throughput(data);
    }

    /** Before anything is asked of a target, also for another time: nobody waits for an answer who is to stop. */
    public void heedStop(Copy copy) {
        signals.apply(copy).check();
    }

    /** What the target lists of a copy, to be filled: its cycle's folder, the cycle's packs, its own folder. */
    public Listings listings(Copy copy) {
        return Listings.of(copy, targets.get(copy.target()).transfers());
    }

    /** Notes what was listed in a folder. */
    public void listed(Listings listings, String folder, List<StoredObject> members) {
        listings.add(folder, members);
    }

    /**
     * What a copy lacks, by the target's listings. What is listed with the right size but was never checked whole is read
     * back instead of sent.
     *
     * @throws DamagedException if the local backup's sums cannot be read
     */
    public Delivery missing(Copy copy, Listings listings) throws IOException {
        Settings.Target target = targets.get(copy.target());
        Delivered delivered = Delivered.of(data, copy);
        Path targetSums = work.resolve(copy.target() + "-" + copy.backup() + "." + Sums.FILE);
        Delivered seeded = Seed.noted(data, copy);
        int readBack =
                Optional.ofNullable(plans.get(copy.plan())).map(Plan::readBack).orElse(Plan.WHOLE);
        return new MissingObjects(repository, target, copy, delivered, seeded, listings, readBack).delivery(targetSums);
    }

    /** The sums of an encrypted target's backups, newest first, by the listing of the cycle's folder of backups. */
    public List<String> targetSums(Copy copy, List<StoredObject> backups) {
        return Unnoted.sumsIn(copy.plan() + "/" + copy.cycle() + "/backups", backups);
    }

    /** Where an encrypted target's own sums are fetched to. */
    public String targetSumsFile(Copy copy) throws IOException {
        Files.createDirectories(work);
        return work.resolve(copy.target() + "-" + copy.plan() + "." + Sums.FILE + BACK)
                .toString();
    }

    /** Learns from an encrypted target's own sums what its objects ought to be; sums that are none tell nothing. */
    public void learn(Delivery delivery, String object, String file) throws IOException {
        Path fetched = Path.of(file);
        Copy copy = delivery.getCopy();
        String folder = object.substring(0, object.lastIndexOf('/'));
        Map<String, String> told = new TreeMap<>();
        try {
            Sums.read("target " + copy.target(), object, fetched)
                    .forEach((path, sum) -> told.put(MissingObjects.object(copy, folder, path), sum));
            told.put(object, Sha256.hex(fetched));
            delivery.unnoted().tell(told);
        } catch (DamagedException e) {
            LOG.warn("{}; what it would name is sent again", e.what());
        } finally {
            Files.delete(fetched);
        }
    }

    /**
     * Makes an object ready to travel: checks that the local file is what it ought to be, and encrypts it if the target
     * wants that.
     *
     * @throws DamagedException if the local file is missing or something else; nothing of it is sent
     */
    public Cargo load(Delivery delivery, Shipment shipment) throws IOException {
        signals.apply(delivery.getCopy()).check();
        if (shipment.there()) {
            return new Cargo(shipment, shipment.local().toFile(), shipment.sha256(), shipment.size(), false);
        }
        Optional<Cargo> unnoted = delivery.unnoted().cargo(shipment);
        if (unnoted.isPresent()) {
            delivery.sampling().believe();
            return unnoted.get();
        }
        if (!Files.isRegularFile(shipment.local())) {
            throw new DamagedException("repository", shipment.object(), "it is not there");
        }
        String sha256 = Sha256.hex(shipment.local());
        if (!shipment.sha256().isEmpty() && !shipment.sha256().equals(sha256)) {
            throw new DamagedException("repository", shipment.object(), "its SHA-256 is " + sha256);
        }
        if (!shipment.isEncrypted()) {
            boolean there = delivery.unnoted().isTold(shipment.name(), sha256);
            return unchanged(there ? shipment.asThere() : shipment, sha256);
        }
        return encrypted(shipment);
    }

    private Cargo unchanged(Shipment shipment, String sha256) throws IOException {
        Path local = shipment.local();
        return new Cargo(shipment, local.toFile(), sha256, Files.size(local), local.startsWith(work));
    }

    private Cargo encrypted(Shipment shipment) throws IOException {
        Path made = scratch(shipment, Age.SUFFIX);
        Age.encrypt(shipment.local(), made, targets.get(shipment.target()).encryptTo());
        return new Cargo(shipment, made.toFile(), Sha256.hex(made), Files.size(made), true);
    }

    /** Until when a target that can lock objects is to lock this one; empty if nobody knows. */
    public String keepUntil(Delivery delivery) {
        Copy copy = delivery.getCopy();
        return Optional.ofNullable(plans.get(copy.plan()))
                .flatMap(plan -> KeptUntil.of(plan, copy.cycle(), clock.instant()))
                .map(until -> until.truncatedTo(ChronoUnit.SECONDS).toString())
                .orElse("");
    }

    /** Whether an object is to be read back. @param verified what the put said that the server compared */
    public boolean wantsReading(Delivery delivery, Cargo cargo, String verified) {
        return cargo.shipment().there()
                || !TargetHeaders.isHashed(verified) && delivery.sampling().takes(cargo.shipment());
    }

    /** Where an object is read back to. */
    public String readBackFile(Cargo cargo) throws IOException {
        return scratch(cargo.shipment(), BACK).toString();
    }

    /** @throws DamagedException if what was read back is not what was sent; it will be sent again */
    public void compare(Delivery delivery, Cargo cargo, String readBack) throws IOException {
        Path back = Path.of(readBack);
        String sha256 = Sha256.hex(back);
        Files.delete(back);
        if (!sha256.equals(cargo.sha256())) {
            String name = cargo.shipment().name();
            delivery.delivered().doubt(name);
            throw new DamagedException("target " + cargo.shipment().target(), name, "it came back as " + sha256);
        }
    }

    /**
     * An object's way failed, for now: notes which it was, takes back what was made for the journey, and doubts what is not
     * there although it was listed, so that it is sent.
     */
    public void failed(Delivery delivery, Shipment shipment, Cargo cargo, Exception why) throws IOException {
        new Failures().concerns(why, shipment.name());
        if (!shipment.there() && shipment.size() >= 0) {
            new Failures().inTheWay(why);
        }
        boolean there = cargo == null ? shipment.there() : cargo.shipment().there();
        if (there && Failures.isMissingObject(why)) {
            delivery.delivered().doubt(shipment.name());
        }
        Files.deleteIfExists(scratch(shipment, BACK));
        if (cargo != null) {
            cargo.unload();
        }
    }

    /**
     * Notes that an object lies at the target, and whether it was checked whole.
     *
     * @param verified what the target's own routes say that the server itself compared
     */
    public void arrived(Delivery delivery, Cargo cargo, String verified) throws IOException {
        String name = cargo.shipment().name();
        delivery.delivered()
                .add(name, cargo.sha256(), cargo.size(), delivery.sampling().isCompared(name));
        delivery.count(cargo, verified);
        cargo.unload();
    }

    /** For an encrypted target that lacks them, writes its own sums, of the encrypted objects under their names there. */
    public void sum(Delivery delivery) throws IOException {
        if (delivery.encryptedNames().isEmpty() || delivery.getSums().isEmpty()) {
            return;
        }
        Map<String, String> sums = new TreeMap<>();
        delivery.encryptedNames()
                .forEach((path, name) ->
                        delivery.delivered().find(name).ifPresent(entry -> sums.put(path, entry.sha256())));
        Files.createDirectories(work);
        Sums.write(delivery.getSums().get(0).local(), sums);
    }

    /** @throws DamagedException if a fresh listing lacks anything that the copy's manifest stands for */
    public void requireComplete(Copy copy, Listings listings) throws IOException {
        Optional<Shipment> lacking = missing(copy, listings).firstBeforeManifest();
        if (lacking.isPresent()) {
            throw new DamagedException(
                    "target " + copy.target(), lacking.get().name(), "it is not there any more after it was sent");
        }
    }

    public Instant now() {
        return clock.instant();
    }

    /** All objects are sent: keeps how fast that went. No more than a note, for which no copy is to fail. */
    public void measured(Delivery delivery, Instant begun) {
        String target = delivery.getCopy().target();
        try {
            throughput.note(target, delivery.getBytes(), Duration.between(begun, clock.instant()));
        } catch (IOException | UncheckedIOException e) {
            LOG.warn("how fast the copy to {} went could not be noted: {}", target, e.toString());
        }
    }

    private Path scratch(Shipment shipment, String suffix) throws IOException {
        Files.createDirectories(work);
        String name = shipment.target() + "-" + shipment.object().replace('/', '~');
        return work.resolve(name + suffix);
    }
}
