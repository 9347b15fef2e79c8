package org.caravana.repository;

import java.io.IOException;
import java.util.List;

/** A plan's backups before the one that is being made, newest first. */
final class EarlierBackups {
    private final BackupReader reader;
    private final List<Manifest> backups;

    EarlierBackups(BackupReader reader, String plan) throws IOException {
        this.reader = reader;
        backups = reader.backups(plan, trouble -> {});
    }

    /** The highest sequence number, 0 if there are none. */
    long lastSequence() {
        return backups.isEmpty() ? 0 : backups.get(0).sequence();
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
            return new UnchangedFiles(reader.fileLines(backup, artifact), packs, backup.started());
        } catch (DamagedException e) {
            // verify tells of it; everything is read again
            return null;
        }
    }
}
