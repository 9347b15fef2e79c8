package org.caravana.repository;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.caravana.CaravanaException;

/**
 * Brings a place's backups back into a repository: the way that a copy went, the other way round.
 *
 * <p>Every object is checked against its sum on arrival, and a backup's manifest is written last. What is there already
 * and whole is not fetched again, so one that was cut off is simply begun again.
 */
public final class Adoption {
    private final ObjectStore from;
    private final Repository to;
    private final String language;
    private final Consumer<CaravanaException> trouble;
    /** What was found or brought whole; backups of a cycle share most of it. */
    private final Set<String> whole = new HashSet<>();
    /** What lies in the cycles' own folders, by their paths. */
    private final Map<String, Set<String>> beside = new HashMap<>();

    /**
     * @param to is made if it is missing
     * @param language of the runbooks, {@code pt-BR} or {@code en}
     * @param trouble gets what cannot be brought back; the rest is brought all the same
     */
    public Adoption(ObjectStore from, Repository to, String language, Consumer<CaravanaException> trouble) {
        this.from = from;
        this.to = to;
        this.language = language;
        this.trouble = trouble;
    }

    /**
     * Brings a plan's backups, newest first.
     *
     * @param stop asked before each object
     * @param brought told of each backup as soon as it is whole
     * @return those that are now whole in the repository, newest first
     * @throws RepositoryBusyException if somebody writes to the plan
     * @throws DivergedException if the repository holds backups of a history of its own
     */
    public List<Manifest> adopt(String plan, StopSignal stop, Consumer<Manifest> brought) throws IOException {
        Names.requirePlan(plan);
        List<Manifest> there = new BackupReader(from).backups(plan, trouble);
        to.makeRoot();
        Path folder = to.root().resolve(plan);
        try {
            SafeFile.folder(folder);
            try (PlanLock lock = PlanLock.take(folder, plan)) {
                requireOneHistory(plan, there);
                return bring(there, stop, brought);
            }
        } catch (FileSystemException e) {
            throw UnusableRepositoryException.unwritable(to.root().toString(), e);
        }
    }

    /** The same number for two backups means that the repository was begun anew since the place was last reached. */
    private void requireOneHistory(String plan, List<Manifest> there) throws IOException {
        Map<Long, String> numbers = new HashMap<>();
        there.forEach(backup -> numbers.put(backup.sequence(), backup.backup()));
        for (Manifest own : new BackupReader(to.store()).backups(plan, trouble)) {
            String other = numbers.getOrDefault(own.sequence(), own.backup());
            if (!other.equals(own.backup())) {
                throw new DivergedException(to.root().resolve(plan).toString(), own.backup(), from.name(), other);
            }
        }
    }

    private List<Manifest> bring(List<Manifest> backups, StopSignal stop, Consumer<Manifest> told) throws IOException {
        List<Manifest> brought = new ArrayList<>();
        for (Manifest backup : backups) {
            stop.check();
            try {
                new Arrival(backup, stop).bring();
                brought.add(backup);
                told.accept(backup);
            } catch (DamagedException e) {
                trouble.accept(e);
            }
        }
        return brought;
    }

    /** One backup on its way into the repository. */
    private final class Arrival {
        private final Manifest backup;
        private final StopSignal stop;
        private final Path cycle;

        Arrival(Manifest backup, StopSignal stop) {
            this.backup = backup;
            this.stop = stop;
            this.cycle = to.root().resolve(backup.plan()).resolve(backup.cycle());
        }

        void bring() throws IOException {
            BackupFolder folder = new BackupFolder(from, backup);
            CycleFolder local = new CycleFolder(cycle);
            local.prepare();
            new RestoreKit(language).write(cycle, backup.plan(), backup.cycle());
            Path own = local.backups().resolve(backup.backup());
            SafeFile.folder(own);
            for (Map.Entry<String, String> sum : folder.sums().entrySet()) {
                stop.check();
                String object = folder.object(sum.getKey());
                requireName(object, sum.getKey(), sum.getValue());
                bring(object, requireInside(object), sum.getValue());
            }
            bring(folder.path(Names.SUMS), own.resolve(Names.SUMS), backup.sums());
            bringPin();
            bringHeads(folder.path(Names.HEADS), own.resolve(Names.HEADS));
            bringHeads(folder.path(Names.HEADS_SIGNATURE), own.resolve(Names.HEADS_SIGNATURE));
            local.flush();
            bringManifest(folder.path(Names.MANIFEST), own.resolve(Names.MANIFEST));
            SafeFile.flushFolder(own);
            SafeFile.flushFolder(local.backups());
        }

        /** What a place's sums name must not lead out of the cycle. */
        private Path requireInside(String object) {
            Path file = to.root().resolve(object).normalize();
            Path parent = file.getParent();
            boolean inside = parent.equals(cycle.resolve(Names.PACKS)) || parent.equals(folderOfBackup());
            if (!inside) {
                throw new DamagedException(from.name(), object, "SHA256SUMS names what is no part of the backup");
            }
            return file;
        }

        /** A pack that is here under that name may be another backup's, too. */
        private void requireName(String object, String path, String sum) {
            boolean pack = path.startsWith(Sums.TO_PACKS);
            if (pack && !PackName.fits(path.substring(Sums.TO_PACKS.length()), sum)) {
                throw new DamagedException(from.name(), object, "its name does not fit its SHA-256");
            }
        }

        private Path folderOfBackup() {
            return cycle.resolve(Names.BACKUPS).resolve(backup.backup());
        }

        private void bring(String object, Path file, String sum) throws IOException {
            if (whole.contains(object)
                    || Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                            && Sha256.hex(file).equals(sum)) {
                whole.add(object);
                return;
            }
            Path fetched = BackupFolder.fetch(from, object);
            try {
                String found = SafeFile.copy(fetched, file, sum);
                if (!found.equals(sum)) {
                    throw new DamagedException(
                            from.name(), object, "its SHA-256 is " + found + ", not what SHA256SUMS says");
                }
                whole.add(object);
            } finally {
                from.release(object);
            }
        }

        /** A pin keeps its backup at every place. */
        private void bringPin() throws IOException {
            String folder = backup.plan() + "/" + backup.cycle();
            String pin = Repository.PIN + backup.backup();
            if (!beside.containsKey(folder)) {
                beside.put(
                        folder,
                        from.list(folder).stream()
                                .map(ObjectStore.StoredObject::name)
                                .collect(Collectors.toSet()));
            }
            if (beside.get(folder).contains(pin)) {
                SafeFile.write(cycle.resolve(pin), Files.readAllBytes(from.fetch(folder + "/" + pin)));
                from.release(folder + "/" + pin);
            }
        }

        /** What signs it, where it was signed; whether that is good is for whoever has the list of signers to say. */
        private void bringHeads(String object, Path file) throws IOException {
            try {
                SafeFile.write(file, SmallFile.read(from.name(), object, from.fetch(object)));
            } catch (NoSuchFileException e) {
                return;
            } finally {
                from.release(object);
            }
        }

        /** It was parsed before; the bytes are kept as they are, members of later versions included. */
        private void bringManifest(String object, Path file) throws IOException {
            byte[] content = SmallFile.read(from.name(), object, from.fetch(object));
            from.release(object);
            SafeFile.write(file, content);
        }
    }
}
