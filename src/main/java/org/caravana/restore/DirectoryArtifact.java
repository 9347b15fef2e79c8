package org.caravana.restore;

import java.util.List;
import org.caravana.repository.Manifest;

/** What sets a directory's artifact apart from a dump. */
public final class DirectoryArtifact {
    private static final String TAR = "tar";

    private DirectoryArtifact() {}

    /** Whether an artifact is a directory's. */
    public static boolean isTar(Manifest.Artifact artifact) {
        return artifact.format().equals(TAR);
    }

    /** @throws UnknownBackupException if the artifact is no directory's */
    public static void requireTar(Manifest.Artifact artifact) {
        if (!isTar(artifact)) {
            throw new UnknownBackupException(
                    artifact.name() + " is a dump and holds no files",
                    "restore it to a file with --output, or load it with --into");
        }
    }

    /** @throws UnknownBackupException if there was nothing at one of the paths */
    public static void requireFound(Manifest backup, Manifest.Artifact artifact, PathSelection selection) {
        List<String> missing = selection.missing();
        if (!missing.isEmpty()) {
            throw new UnknownBackupException(
                    artifact.name() + " of backup " + backup.backup() + " holds no " + String.join(", ", missing),
                    "caravana files " + backup.backup() + " " + artifact.name() + " lists what it holds");
        }
    }
}
