package org.caravana.restore;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.caravana.archive.AlreadyThereException;
import org.caravana.archive.TarUnpacker;
import org.caravana.archive.UnpackOptions;
import org.caravana.archive.UnpackResult;
import org.caravana.repository.BackupReader;
import org.caravana.repository.Manifest;
import org.caravana.repository.StopSignal;

/** Brings artifacts of a backup back as files; never writes outside of where it is told to. */
public final class Restore {
    private static final String IN_THE_WAY = "move it away, restore elsewhere, or allow it with --overwrite";

    private final BackupReader reader;
    private final boolean overwrite;
    private final StopSignal stop;
    private final UnaryOperator<InputStream> watched;

    /**
     * @param overwrite whether files that are there already are replaced
     * @param watched sees each artifact's stream go by, for progress
     */
    public Restore(BackupReader reader, boolean overwrite, StopSignal stop, UnaryOperator<InputStream> watched) {
        this.reader = reader;
        this.overwrite = overwrite;
        this.stop = stop;
        this.watched = watched;
    }

    /**
     * Everything: each directory into a folder named by its source, each dump into a file named by its artifact.
     *
     * @throws AlreadyThereException before anything is written, if a directory has members and may not be overwritten
     */
    public List<RestoreReport> whole(Manifest backup, Path to) throws IOException {
        requireEmpty(to);
        List<RestoreReport> reports = new ArrayList<>();
        for (Manifest.Artifact artifact : backup.artifacts()) {
            Path place = to.resolve(DirectoryArtifact.isTar(artifact) ? artifact.source() : artifact.name());
            reports.add(
                    DirectoryArtifact.isTar(artifact)
                            ? directory(backup, artifact, place)
                            : file(backup, artifact, place));
        }
        return reports;
    }

    /**
     * One artifact into a directory: a tar is unpacked there, wholly or only some paths, a dump becomes a file there.
     *
     * @param paths as {@link PathSelection} takes them; none: all
     * @throws AlreadyThereException if something is in the way that may not be overwritten
     * @throws UnknownBackupException before anything is written, if there is nothing at one of the paths
     */
    public RestoreReport artifact(Manifest backup, Manifest.Artifact artifact, List<String> paths, Path to)
            throws IOException {
        if (!paths.isEmpty()) {
            return paths(backup, artifact, paths, to);
        }
        return DirectoryArtifact.isTar(artifact)
                ? directory(backup, artifact, to)
                : file(backup, artifact, to.resolve(artifact.name()));
    }

    private RestoreReport directory(Manifest backup, Manifest.Artifact artifact, Path to) throws IOException {
        DirectoryArtifact.requireTar(artifact);
        requireEmpty(to);
        try (InputStream tar = watched.apply(reader.open(backup, artifact.name()))) {
            return unpack(artifact, tar, to);
        }
    }

    private RestoreReport paths(Manifest backup, Manifest.Artifact artifact, List<String> paths, Path to)
            throws IOException {
        DirectoryArtifact.requireTar(artifact);
        PathSelection selection = new PathSelection(paths);
        try (InputStream tar = watched.apply(reader.open(backup, artifact.name(), selection))) {
            DirectoryArtifact.requireFound(backup, artifact, selection);
            return unpack(artifact, tar, to);
        }
    }

    /** An artifact's stream, as it was captured, into a file that appears when it is whole. */
    public RestoreReport file(Manifest backup, Manifest.Artifact artifact, Path file) throws IOException {
        if (!overwrite && Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new AlreadyThereException(file.toString(), IN_THE_WAY);
        }
        Path folder = file.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        // A new name of its own, readable by its owner alone: a dump is as confidential as the database.
        Path part = Files.createTempFile(folder, ".caravana-restore-", ".part");
        try {
            long bytes = write(backup, artifact, part);
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
            return new RestoreReport(artifact.name(), file, 0, bytes, 0, List.of());
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private long write(Manifest backup, Manifest.Artifact artifact, Path part) throws IOException {
        try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
            long bytes =
                    stream(backup, artifact, Channels.newOutputStream(channel)).bytes();
            channel.force(true);
            return bytes;
        }
    }

    /** An artifact's stream, as it was captured. */
    public RestoreReport stream(Manifest backup, Manifest.Artifact artifact, OutputStream out) throws IOException {
        byte[] buffer = new byte[1 << 17];
        long bytes = 0;
        try (InputStream in = watched.apply(reader.open(backup, artifact.name()))) {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                stop.check();
                out.write(buffer, 0, count);
                bytes += count;
            }
        }
        out.flush();
        return new RestoreReport(artifact.name(), null, 0, bytes, 0, List.of());
    }

    private RestoreReport unpack(Manifest.Artifact artifact, InputStream tar, Path to) throws IOException {
        UnpackResult result = new TarUnpacker(to, new UnpackOptions(overwrite, true), stop).unpack(tar);
        List<String> first =
                result.first().stream().map(s -> s.path() + ": " + s.what()).toList();
        return new RestoreReport(artifact.name(), to, result.entries(), result.bytes(), result.shortfalls(), first);
    }

    private void requireEmpty(Path to) throws IOException {
        if (overwrite || !Files.isDirectory(to)) {
            return;
        }
        try (DirectoryStream<Path> members = Files.newDirectoryStream(to)) {
            if (members.iterator().hasNext()) {
                throw new AlreadyThereException(to + " has something in it, which", IN_THE_WAY);
            }
        }
    }
}
