package org.caravana.repository;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.caravana.CaravanaException;

/** Reads backups at a place. What does not check out is a {@link DamagedException} that names the object. */
public final class BackupReader {
    private static final int END_OF_TAR = 1024;

    private final ObjectStore store;
    private final ManifestFile manifests = new ManifestFile();

    public BackupReader(ObjectStore store) {
        this.store = store;
    }

    /** The names of the plans that have a folder at the place. */
    public List<String> plans() throws IOException {
        return folders("", Names::isPlan);
    }

    /**
     * A plan's backups, newest first.
     *
     * @param trouble gets what cannot be read; the others are listed all the same
     */
    public List<Manifest> backups(String plan, Consumer<CaravanaException> trouble) throws IOException {
        List<Manifest> backups = new ArrayList<>();
        for (String path : paths(plan)) {
            try {
                backups.add(manifest(path));
            } catch (DamagedException | NewerFormatException e) {
                trouble.accept(e);
            } catch (NoSuchFileException e) {
                // a folder without manifest is no backup
            }
        }
        backups.sort(Comparator.comparingLong(Manifest::sequence).reversed());
        return backups;
    }

    /**
     * A backup's manifest.
     *
     * @param path the backup's folder, {@code PLAN/CYCLE/backups/BACKUP}
     * @throws NoSuchFileException if there is none
     */
    public Manifest manifest(String path) throws IOException {
        String object = path + "/" + Names.MANIFEST;
        byte[] content = SmallFile.read(store.name(), object, store.fetch(object));
        store.release(object);
        return manifests.parse(content, store.name(), object);
    }

    /** An artifact's whole stream. */
    public InputStream open(Manifest backup, String artifact) throws IOException {
        requireArtifact(backup, artifact);
        BackupFolder folder = new BackupFolder(store, backup);
        return new ReadAhead(new FrameStream(index(folder, artifact), new PackCache(store, folder.packs())));
    }

    /**
     * A tar of some of a directory's entries; only their ranges are read.
     *
     * @param selected asked twice for an entry, in the tar's order, the first time before this returns; of a selected hard
     *     link the entry of its first name comes along
     */
    public InputStream open(Manifest backup, String artifact, EntrySelection selected) throws IOException {
        RangeSource ranges = SelectedRanges.of(() -> files(backup, artifact), selected);
        InputStream entries = new FrameStream(ranges, new PackCache(store, packs(backup)));
        return new SequenceInputStream(entries, new ByteArrayInputStream(new byte[END_OF_TAR]));
    }

    /** A directory artifact's file list. */
    public FileList files(Manifest backup, String artifact) throws IOException {
        return new FileList(fileLines(backup, artifact));
    }

    private TextLines fileLines(Manifest backup, String artifact) throws IOException {
        BackupFolder folder = new BackupFolder(store, backup);
        String list = artifact + Names.FILES;
        String file = folder.has(list + ".zst") ? list + ".zst" : list + Names.INDEX;
        return new TextLines(store.name(), folder.path(file), fileText(folder, backup, artifact));
    }

    /** The text of a directory artifact's file list. */
    InputStream fileText(Manifest backup, String artifact) throws IOException {
        return fileText(new BackupFolder(store, backup), backup, artifact);
    }

    private InputStream fileText(BackupFolder folder, Manifest backup, String artifact) throws IOException {
        requireArtifact(backup, artifact);
        String list = artifact + Names.FILES;
        if (folder.has(list + ".zst")) {
            return text(folder, list + ".zst");
        }
        if (!folder.has(list + Names.INDEX)) {
            throw new IllegalArgumentException(artifact + " has no file list");
        }
        return new FrameStream(index(folder, list), new PackCache(store, folder.packs()));
    }

    /** Where an artifact's stream lies. */
    RangeSource index(BackupFolder folder, String artifact) throws IOException {
        return new IndexRanges(lines(folder, artifact + Names.INDEX));
    }

    private TextLines lines(BackupFolder folder, String name) throws IOException {
        return new TextLines(store.name(), folder.path(name), text(folder, name));
    }

    private InputStream text(BackupFolder folder, String name) throws IOException {
        InputStream file = Files.newInputStream(folder.fetch(name));
        InputStream released = new FilterInputStream(file) {
            @Override
            public void close() throws IOException {
                super.close();
                store.release(folder.path(name));
            }
        };
        return new ZstdInputStreamNoFinalizer(released);
    }

    private void requireArtifact(Manifest backup, String artifact) {
        if (backup.artifacts().stream().noneMatch(a -> a.name().equals(artifact))) {
            throw new UnknownArtifactException(backup, artifact);
        }
    }

    private static String packs(Manifest backup) {
        return backup.plan() + "/" + backup.cycle() + "/" + Names.PACKS;
    }

    private List<String> paths(String plan) throws IOException {
        List<String> paths = new ArrayList<>();
        for (String cycle : folders(plan, Names::isCycle)) {
            String backups = plan + "/" + cycle + "/" + Names.BACKUPS;
            for (String backup : folders(backups, Names::isBackup)) {
                paths.add(backups + "/" + backup);
            }
        }
        return paths;
    }

    private List<String> folders(String folder, Predicate<String> named) throws IOException {
        return store.list(folder).stream()
                .filter(ObjectStore.StoredObject::isFolder)
                .map(o -> o.name().substring(0, o.name().length() - 1))
                .filter(named)
                .toList();
    }
}
