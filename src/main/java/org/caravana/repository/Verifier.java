package org.caravana.repository;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reads a backup at a place whole, and tells of everything that is not as it was written: manifest, sums, the files and
 * packs that they name, the packs' descriptions, and whether indexes and file lists fit them.
 */
public final class Verifier {
    private static final int END_OF_TAR = 1024;

    private final ObjectStore store;
    private final BackupReader reader;
    private final PackChecks packs;

    public Verifier(ObjectStore store) {
        this(store, Sample.all());
    }

    /** @param sample which packs are read; everything else is read whole */
    public Verifier(ObjectStore store, Sample sample) {
        this.store = store;
        reader = new BackupReader(store);
        packs = new PackChecks(store, sample);
    }

    /** How many packs were read whole so far. */
    public long packsRead() {
        return packs.read();
    }

    /** How many packs the backups so far consist of. */
    public long packsMet() {
        return packs.met();
    }

    /**
     * Verifies a backup.
     *
     * @param path the backup's folder, {@code PLAN/CYCLE/backups/BACKUP}
     * @param stop asked before each object
     * @return what is damaged; empty if the backup can be restored
     * @throws IOException if the place cannot be read at all
     */
    public List<DamagedException> verify(String path, StopSignal stop) throws IOException {
        Check check = new Check(stop);
        check.attempt(() -> {
            try {
                check.backup(reader.manifest(path));
            } catch (NoSuchFileException e) {
                throw new DamagedException(store.name(), path + "/" + Names.MANIFEST, "it is missing", e);
            }
        });
        return check.problems;
    }

    /** Something that may find damage. */
    private interface Attempt {
        void run() throws IOException;
    }

    private final class Check {
        private final StopSignal stop;
        private final List<DamagedException> problems = new ArrayList<>();
        private final Set<String> bad = new HashSet<>();

        Check(StopSignal stop) {
            this.stop = stop;
        }

        void attempt(Attempt attempt) throws IOException {
            try {
                attempt.run();
            } catch (DamagedException e) {
                if (bad.add(e.path())
                        || problems.stream().noneMatch(p -> p.what().equals(e.what()))) {
                    problems.add(e);
                }
            }
        }

        void backup(Manifest manifest) throws IOException {
            BackupFolder folder = new BackupFolder(store, manifest);
            requireNamed(folder, manifest);
            Set<String> listed = manifest.packs().stream()
                    .map(pack -> Sums.TO_PACKS + pack.name())
                    .collect(Collectors.toSet());
            for (Map.Entry<String, String> sum : folder.sums().entrySet()) {
                stop.check();
                if (!listed.contains(sum.getKey())) {
                    attempt(() -> object(folder, sum.getKey(), sum.getValue()));
                }
            }
            for (Manifest.Pack pack : manifest.packs()) {
                stop.check();
                String sum = folder.sums().getOrDefault(Sums.TO_PACKS + pack.name(), "");
                attempt(() -> packs.check(folder.packs() + "/" + pack.name(), pack, sum));
            }
            for (Manifest.Artifact artifact : manifest.artifacts()) {
                stop.check();
                attempt(() -> artifact(folder, manifest, artifact));
            }
        }

        /** Everything in the folder and every pack has a sum. */
        private void requireNamed(BackupFolder folder, Manifest manifest) throws IOException {
            Set<String> names = new HashSet<>();
            for (ObjectStore.StoredObject object : store.list(manifest.path())) {
                names.add(object.name());
            }
            // the list of heads holds the manifest's sum, and is signed by itself
            names.removeAll(Set.of(Names.SUMS, Names.MANIFEST, Names.HEADS, Names.HEADS_SIGNATURE));
            manifest.packs().forEach(p -> names.add(Sums.TO_PACKS + p.name()));
            for (String name : names) {
                if (!folder.has(name)) {
                    attempt(() -> {
                        throw new DamagedException(store.name(), folder.object(name), "SHA256SUMS does not name it");
                    });
                }
            }
        }

        private void object(BackupFolder folder, String name, String sum) throws IOException {
            String path = folder.object(name);
            String found = Sha256.hex(BackupFolder.fetch(store, path));
            store.release(path);
            if (!found.equals(sum)) {
                throw new DamagedException(
                        store.name(), path, "its SHA-256 is " + found + ", not what SHA256SUMS says");
            }
        }

        private void artifact(BackupFolder folder, Manifest manifest, Manifest.Artifact artifact) throws IOException {
            Set<String> known =
                    manifest.packs().stream().map(Manifest.Pack::name).collect(Collectors.toSet());
            String path = folder.path(artifact.name() + Names.INDEX);
            long plain = 0;
            try (RangeSource index = reader.index(folder, artifact.name())) {
                for (PackRange range = index.next(); range != null; range = index.next()) {
                    stop.check();
                    if (!known.contains(range.pack())) {
                        throw new DamagedException(store.name(), path, "manifest.json does not name " + range.pack());
                    }
                    packs.require(folder.packs() + "/" + range.pack(), range);
                    plain += range.plain();
                }
            }
            if (plain != artifact.plain()) {
                throw new DamagedException(store.name(), path, "it covers " + plain + " bytes of " + artifact.plain());
            }
            if (artifact.format().equals("tar")) {
                fileList(folder, manifest, artifact);
            }
        }

        /** The file list's ranges, one after another, are the index's, but for the end of the tar. */
        private void fileList(BackupFolder folder, Manifest manifest, Manifest.Artifact artifact) throws IOException {
            String path = folder.path(artifact.name() + Names.FILES);
            long lines = 0;
            try (RangeSource index = reader.index(folder, artifact.name());
                    FileList files = reader.files(manifest, artifact.name())) {
                Coverage coverage = new Coverage(index);
                for (ListedFile file = files.next(); file != null; file = files.next()) {
                    lines++;
                    for (PackRange range : file.places()) {
                        if (!coverage.take(range)) {
                            throw new DamagedException(
                                    store.name(), path, "entry " + lines + " is not where the index has it");
                        }
                    }
                }
                if (coverage.rest() != END_OF_TAR) {
                    throw new DamagedException(store.name(), path, "it does not cover the index");
                }
            }
            if (lines != artifact.entries()) {
                throw new DamagedException(
                        store.name(), path, "it has " + lines + " entries, manifest.json says " + artifact.entries());
            }
        }
    }
}
