package org.caravana.repository;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A plan's backups before the one that is being made, newest first. */
final class EarlierBackups {
    private final ObjectStore store;
    private final BackupReader reader;
    private final List<Manifest> backups;

    EarlierBackups(ObjectStore store, String plan) throws IOException {
        this.store = store;
        reader = new BackupReader(store);
        backups = reader.backups(plan, trouble -> {});
    }

    /** The highest sequence number, 0 if there are none. */
    long lastSequence() {
        return backups.isEmpty() ? 0 : backups.get(0).sequence();
    }

    /**
     * The list of the manifests that are still here, in the backups' order, with a new one at its end. An old cycle may
     * have been discarded since the capture began.
     */
    Heads heads(Manifest newest, byte[] content, Instant now) throws IOException {
        Map<String, String> sums = new LinkedHashMap<>();
        for (int i = backups.size() - 1; i >= 0; i--) {
            try {
                String path = backups.get(i).path() + "/" + Names.MANIFEST;
                sums.put(inPlan(backups.get(i)), Sha256.hex(store.fetch(path)));
            } catch (NoSuchFileException e) {
                // it is no head any more
            }
        }
        sums.put(inPlan(newest), Sha256.hex(content));
        return new Heads(newest.plan(), newest.sequence(), now, sums);
    }

    private static String inPlan(Manifest backup) {
        return backup.path().substring(backup.plan().length() + 1) + "/" + Names.MANIFEST;
    }

    /**
     * The file list of the cycle's last backup that has the artifact, or {@code null}. One that another version wrote
     * does not count: its headers may lack what this one would write.
     */
    UnchangedFiles files(String artifact, BeginRequest request, PackList packs) throws IOException {
        for (Manifest backup : backups) {
            if (backup.cycle().equals(request.cycle()) && has(backup, artifact)) {
                return backup.caravana().equals(request.version()) ? open(backup, artifact, packs) : null;
            }
        }
        return null;
    }

    private static boolean has(Manifest backup, String artifact) {
        return backup.artifacts().stream().anyMatch(a -> a.name().equals(artifact));
    }

    private UnchangedFiles open(Manifest backup, String artifact, PackList packs) throws IOException {
        try {
            return new UnchangedFiles(new ReadAhead(reader.fileText(backup, artifact)), packs, backup.started());
        } catch (DamagedException e) {
            // verify tells of it; everything is read again
            return null;
        }
    }
}
