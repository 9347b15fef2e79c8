package org.caravana.capture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.caravana.archive.Readiness;
import org.caravana.job.Job;
import org.caravana.job.NotReadyException;

/** The start checks: whether a job's capture would have what it needs. A failed one may hold the next time. */
public final class Checks {
    /** Room for the packs in the making and the indexes of a large tree; less is a full disk. Bytes. */
    static final long LEAST_ROOM = 256L << 20;

    private final Path repository;
    private final Sources sources;

    /** @param repository the local repository's root */
    public Checks(Path repository, Sources sources) {
        this.repository = repository;
        this.sources = sources;
    }

    /** @throws NotReadyException if the repository cannot be written or its disk is full */
    public void requireRoom(Job job) {
        try {
            Files.createDirectories(repository);
            long room = Files.getFileStore(repository).getUsableSpace();
            if (!Files.isWritable(repository)) {
                throw new NotReadyException(
                        "the repository " + repository + " is not writable", "give its folder to the service's user");
            }
            if (room < LEAST_ROOM) {
                throw new NotReadyException(
                        "the repository's disk is full: " + (room >> 20) + " MiB left at " + repository,
                        "make room, at least " + (LEAST_ROOM >> 20) + " MiB");
            }
        } catch (IOException e) {
            throw new NotReadyException(
                    "the repository " + repository + " cannot be used: " + e.getMessage(), "is its disk mounted?", e);
        }
    }

    /** The databases that must answer. */
    public List<DatabaseSource> databases(Job job) {
        return sources.databases(job);
    }

    /** The directories that must be there. */
    public List<DirectorySource> directories(Job job) {
        return sources.directories(job);
    }

    /** @throws NotReadyException if it is missing, empty or unreadable */
    public void requireDirectory(DirectorySource source) {
        Path path = source.directory().path();
        new Readiness(path).reason().ifPresent(why -> {
            throw new NotReadyException("directory " + source.name() + " (" + path + ") " + why.what(), why.hint());
        });
    }
}
