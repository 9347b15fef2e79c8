package org.caravana.capture;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Predicate;
import org.caravana.archive.Readiness.LastTime;
import org.caravana.repository.BackupReader;
import org.caravana.repository.DamagedException;
import org.caravana.repository.FileEntry;
import org.caravana.repository.FileList;
import org.caravana.repository.ListedFile;
import org.caravana.repository.Manifest;

/** What the plans' last backups saw of their directories, read from the local repository. */
public final class LastCaptures {
    private final BackupReader reader;

    public LastCaptures(BackupReader reader) {
        this.reader = reader;
    }

    /** What the newest backup that holds the directory saw; empty if none can be read. */
    Optional<LastTime> of(DirectorySource source) throws IOException {
        for (Manifest backup : reader.backups(source.job().plan(), trouble -> {})) {
            Optional<LastTime> seen = in(backup, source.name());
            if (seen.isPresent()) {
                return seen;
            }
        }
        return Optional.empty();
    }

    private Optional<LastTime> in(Manifest backup, String source) {
        return backup.artifacts().stream()
                .filter(artifact ->
                        artifact.source().equals(source) && artifact.format().equals("tar"))
                .findFirst()
                .flatMap(artifact -> read(backup, artifact));
    }

    private long count(Manifest backup, Manifest.Artifact artifact, Predicate<FileEntry> counts) throws IOException {
        long count = 0;
        try (FileList files = reader.files(backup, artifact.name())) {
            for (ListedFile file = files.next(); file != null; file = files.next()) {
                count += counts.test(file.entry()) ? 1 : 0;
            }
        }
        return count;
    }

    /** The first entry is the directory itself. */
    private Optional<LastTime> read(Manifest backup, Manifest.Artifact artifact) {
        try (FileList files = reader.files(backup, artifact.name())) {
            return Optional.ofNullable(files.next())
                    .map(ListedFile::entry)
                    .map(root -> new LastTime(
                            root.device(),
                            root.inode(),
                            artifact.entries(),
                            counts -> count(backup, artifact, counts)));
        } catch (IOException | DamagedException e) {
            // verify tells of damage; an older backup has to do here
            return Optional.empty();
        }
    }
}
