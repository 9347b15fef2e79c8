import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.caravana.archive.DirectoryArchive;
import org.caravana.repository.ArtifactWriter;
import org.caravana.repository.BackupReader;
import org.caravana.repository.BackupWriter;
import org.caravana.repository.BeginRequest;
import org.caravana.repository.Manifest;
import org.caravana.repository.Repository;
import org.caravana.restore.Restore;

/**
 * The engine without routes and catalogue: what a job does from RUNNING to the end of its capture, and a restore.
 *
 * <p>{@code capture REPOSITORY DIR}, {@code stream REPOSITORY FILE} as a dump is captured, {@code restore REPOSITORY TO
 * [PATH]}.
 */
public final class Engine {
    private static final String PLAN = "bench";

    public static void main(String[] args) throws IOException {
        Repository repository = new Repository(Path.of(args[1]), Clock.systemUTC());
        long start = System.nanoTime();
        switch (args[0]) {
            case "capture" -> capture(repository, Path.of(args[2]), Engine::directory);
            case "stream" -> capture(repository, Path.of(args[2]), Engine::dump);
            case "restore" -> restore(repository, Path.of(args[2]), List.of(args).subList(3, args.length));
            default -> throw new IllegalArgumentException(args[0]);
        }
        System.err.printf("engine %.2f s%n", (System.nanoTime() - start) / 1e9);
    }

    private interface Source {
        void capture(BackupWriter backup, Path path) throws IOException;
    }

    private static void directory(BackupWriter backup, Path directory) throws IOException {
        try (ArtifactWriter artifact = backup.artifact("tree.tar", "tree", "tar")) {
            new DirectoryArchive(directory, List.of(), List.of(), () -> {}).writeTo(artifact);
        }
        backup.captured("tree", "directory", "", List.of());
    }

    private static void dump(BackupWriter backup, Path file) throws IOException {
        try (ArtifactWriter artifact = backup.artifact("base.sql", "base", "sql");
                FileChannel in = FileChannel.open(file)) {
            artifact.stream(in);
        }
        backup.captured("base", "postgresql", "", List.of());
    }

    private static void capture(Repository repository, Path path, Source source) throws IOException {
        int level = Integer.getInteger("level", 3);
        int threads = Integer.getInteger("threads", Runtime.getRuntime().availableProcessors());
        BeginRequest request = new BeginRequest(
                PLAN, "2026-11", Instant.now(), ZoneOffset.UTC, "bench", "bench", "en", level, threads, () -> {});
        try (BackupWriter backup = repository.begin(request)) {
            source.capture(backup, path);
            backup.commit(() -> {});
        }
    }

    private static void restore(Repository repository, Path to, List<String> paths) throws IOException {
        BackupReader reader = new BackupReader(repository.store());
        Manifest backup = reader.backups(PLAN, trouble -> {
            throw trouble;
        }).get(0);
        new Restore(reader, false, () -> {}, in -> in).artifact(backup, backup.artifacts().get(0), paths, to);
        if (!Files.isDirectory(to)) {
            throw new IllegalStateException("nothing was restored");
        }
    }
}
