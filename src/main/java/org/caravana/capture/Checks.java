package org.caravana.capture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.caravana.CaravanaException;
import org.caravana.archive.Readiness;
import org.caravana.dump.DatabaseAddress;
import org.caravana.dump.DumpFailedException;
import org.caravana.job.Job;
import org.caravana.job.NotReadyException;
import org.caravana.repository.StopSignal;

/** The start checks: whether a job's capture would have what it needs. A failed one may hold the next time. */
public final class Checks {
    /** Room for the packs in the making and the indexes of a large tree; less is a full disk. Bytes. */
    static final long LEAST_ROOM = 256L << 20;

    private final Path repository;
    private final Sources sources;
    private final LastCaptures last;
    private final Predicate<Job> acceptsChange;

    /**
     * @param repository the local repository's root
     * @param acceptsChange whether a person said that a job's directories have changed on purpose
     */
    public Checks(Path repository, Sources sources, LastCaptures last, Predicate<Job> acceptsChange) {
        this.repository = repository;
        this.sources = sources;
        this.last = last;
        this.acceptsChange = acceptsChange;
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

    /**
     * What a database's refusal of the readiness statement means.
     *
     * @throws NotReadyException if nothing answers
     * @throws DumpFailedException if a person has to mend something first, such as the password
     */
    public void unanswered(DatabaseSource source, SQLException refusal) {
        throw notReady(source, DatabaseAddress.of(source.database()).failure(refusal));
    }

    /** The directories that must be there. */
    public List<DirectorySource> directories(Job job) {
        return sources.directories(job);
    }

    /**
     * The programs that dump a database must be there and not older than its server.
     *
     * @throws NotReadyException if nothing answers
     * @throws DumpFailedException if a person has to mend something first
     */
    public void requireDumpTool(DatabaseSource source) throws IOException {
        try {
            if (source.dumpStatement() == null) {
                source.dumpTool().versions(StopSignal.NEVER);
            }
        } catch (DumpFailedException e) {
            throw notReady(source, e);
        }
    }

    /** The dump's own failure is no cause of it: the routes look at causes first, and would take it for the end. */
    private static CaravanaException notReady(DatabaseSource source, DumpFailedException why) {
        return why.retryable()
                ? new NotReadyException("database " + source.name() + ": " + why.what(), why.hint(), why.getCause())
                : why;
    }

    /**
     * Lost mounts are told by what the last backup saw.
     *
     * @throws NotReadyException if it is missing or unreadable, or, unless a person accepted that, empty, elsewhere, or
     *     down to less than half of last time's entries
     */
    public void requireDirectory(DirectorySource source) {
        reason(source).ifPresent(why -> {
            throw new NotReadyException("source " + source.name() + ": " + why.what(), why.hint());
        });
    }

    private Readiness readiness(DirectorySource source) {
        Path directory = source.directory().path();
        try {
            return new Readiness(directory, source.selection(List.of(repository)));
        } catch (SourceFailedException e) {
            // the capture will tell of it, and go on with the other sources
            return new Readiness(directory);
        }
    }

    private Optional<Readiness.NotReady> reason(DirectorySource source) {
        Readiness readiness = readiness(source);
        if (acceptsChange.test(source.job())) {
            return readiness.unreadable();
        }
        try {
            Optional<Readiness.LastTime> seen = last.of(source);
            return seen.isPresent() ? readiness.reason(seen.get()) : readiness.reason();
        } catch (IOException e) {
            throw new NotReadyException(
                    "the repository " + repository + " cannot be read: " + e.getMessage(), "is its disk mounted?", e);
        }
    }
}
