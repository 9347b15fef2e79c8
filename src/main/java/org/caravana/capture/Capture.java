package org.caravana.capture;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.caravana.archive.ArchiveResult;
import org.caravana.archive.DirectoryArchive;
import org.caravana.config.Settings;
import org.caravana.dump.DatabaseKind;
import org.caravana.dump.StatementScript;
import org.caravana.job.Captured;
import org.caravana.job.Job;
import org.caravana.job.Jobs;
import org.caravana.plan.Plan;
import org.caravana.repository.BackupWriter;
import org.caravana.repository.BeginRequest;
import org.caravana.repository.Manifest;
import org.caravana.repository.Repository;

/**
 * The backups in the making, by their jobs: begun, given their sources one after another, committed or abandoned.
 *
 * <p>What is in the making lives in memory only; after a crash the job captures again and re-uses the packs that were
 * finished.
 */
public final class Capture {
    private final Settings settings;
    private final Sources sources;
    private final Repository repository;
    private final Jobs jobs;
    private final Function<Job, Optional<Instant>> frozenSince;
    private final Machine machine;
    private final Report report;
    private final Map<Long, OpenBackup> open = new ConcurrentHashMap<>();

    /** What a backup's {@code report.html} says. */
    @FunctionalInterface
    public interface Report {
        String render(Manifest manifest);
    }

    /**
     * The machine that captures, as the manifest names it.
     *
     * @param host its name
     * @param version Caravana's
     */
    public record Machine(String host, String version) {}

    /** @param frozenSince when the command began that made snapshots of a job's sources; empty: they are read as they live */
    public Capture(
            Settings settings,
            Sources sources,
            Repository repository,
            Jobs jobs,
            Function<Job, Optional<Instant>> frozenSince,
            Machine machine,
            Report report) {
        this.settings = settings;
        this.sources = sources;
        this.repository = repository;
        this.jobs = jobs;
        this.frozenSince = frozenSince;
        this.machine = machine;
        this.report = report;
    }

    /** Makes the backup's folder and takes the plan's place in the repository. */
    public void begin(Job job) throws IOException {
        Plan plan = settings.plans().get(job.plan());
        Settings.Capture how = settings.capture().of(plan.name());
        BackupWriter writer = repository.begin(new BeginRequest(
                plan.name(),
                job.cycle(),
                job.scheduled(),
                plan.schedule().zone(),
                machine.host(),
                machine.version(),
                settings.language().toLanguageTag(),
                how.level(),
                how.threads(),
                how.chunkSize(),
                how.readAll() || jobs.readsAll(job),
                frozenSince.apply(job),
                jobs.stopSignal(job)));
        open.put(job.id(), new OpenBackup(writer));
    }

    /** The databases to dump. */
    public List<DatabaseSource> databases(Job job) {
        return sources.databases(job);
    }

    /** The directories to archive. */
    public List<DirectorySource> directories(Job job) {
        return sources.directories(job);
    }

    /** Writes a dump that the database gave as rows of statements. */
    public void writeRows(DatabaseSource source, Iterator<?> rows) throws IOException {
        DatabaseKind kind = source.databaseKind();
        backup(source)
                .write(
                        source,
                        new OpenBackup.Label(source.name() + kind.suffix(), kind.format(), null),
                        artifact -> artifact.stream(new StatementScript(rows)));
        backup(source).captured(source, source.kind(), List.of(), true);
    }

    /** Writes what the database's programs print. */
    public void runDumpTool(DatabaseSource source) throws IOException {
        ArtifactNames names = new ArtifactNames(source.name(), sources.others(source));
        new DatabaseDump(source, backup(source), names, jobs.stopSignal(source.job())).run(source.dumpTool());
    }

    /**
     * Writes a directory's files.
     *
     * @throws SourceFailedException if files could not be read and the settings say that this is not acceptable
     */
    public void archiveDirectory(DirectorySource source) throws IOException {
        AtomicReference<ArchiveResult> result = new AtomicReference<>();
        DirectoryArchive archive = archive(source);
        backup(source).write(source, new OpenBackup.Label(source.name() + ".tar", "tar", null), artifact -> {
            result.set(archive.writeTo(artifact));
            requireReadable(source, result.get());
        });
        backup(source)
                .captured(source, "", Remarks.on(result.get()), !result.get().lacking());
    }

    private DirectoryArchive archive(DirectorySource source) {
        Settings.Directory directory = source.directory();
        List<Path> ours = List.of(repository.root(), settings.data(), settings.work());
        try {
            return new DirectoryArchive(directory.path(), source.selection(ours), jobs.stopSignal(source.job()));
        } catch (IOException e) {
            throw new SourceFailedException(
                    source.name(), directory.path() + " cannot be read", "is a disk or share not mounted?", e);
        }
    }

    private static void requireReadable(DirectorySource source, ArchiveResult result) {
        if (result.lacking() && !source.directory().unreadableIsPartial()) {
            throw new SourceFailedException(
                    source.name(),
                    "files could not be read: " + String.join(", ", Remarks.on(result)),
                    "let the service's user read them, exclude them, or set unreadable=partial or accept-unreadable=",
                    null);
        }
    }

    /** Notes that a source failed; the backup will say so. */
    public void missing(Source source, Exception why) {
        backup(source).missing(source, why);
    }

    /**
     * Makes the backup exist, and its copies due.
     *
     * @throws NothingCapturedException if every source failed
     */
    public void commit(Job job) throws IOException {
        OpenBackup backup = open.get(job.id());
        backup.requireAnything(job);
        backup.attachReport(report);
        Manifest manifest = backup.commit(jobs.leaseCheck(job));
        open.remove(job.id());
        jobs.captured(
                job,
                new Captured(manifest.backup(), backup.complete(), Remarks.summary(manifest), Remarks.sizes(manifest)));
        backup.unsigned().ifPresent(why -> jobs.caution(job, new UnsignedException(manifest.backup(), why)));
    }

    /** Gives the backup up; what is finished of it stays for the next one. */
    public void abandon(Job job) throws IOException {
        OpenBackup backup = open.remove(job.id());
        if (backup != null) {
            backup.close();
        }
    }

    private OpenBackup backup(Source source) {
        return open.get(source.job().id());
    }
}
