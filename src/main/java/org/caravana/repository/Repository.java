package org.caravana.repository;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;

/** The local directory that holds the cycles of every plan. */
public final class Repository {
    /** What a file in a cycle's folder is called that pins the backup whose id follows. */
    public static final String PIN = "PINNED-";

    private final Path root;
    private final Clock clock;
    private final Seal seal;

    /** A repository that signs nothing. */
    public Repository(Path root, Clock clock) {
        this(root, clock, Seal.NONE);
    }

    /** @param root is made if it is missing and the folder above it is there */
    public Repository(Path root, Clock clock, Seal seal) {
        this.seal = seal;
        this.root = root.toAbsolutePath().normalize();
        this.clock = clock;
    }

    public Path root() {
        return root;
    }

    /** The repository as a place to read from and to copy from. */
    public LocalStore store() {
        return new LocalStore(root);
    }

    /**
     * Begins a backup: takes the plan's lock, makes the cycle's folder if it is new, deletes what a crashed writer left
     * half done, and learns what the cycle's finished packs hold.
     *
     * @throws RepositoryBusyException if somebody else writes to the plan
     * @throws UnusableRepositoryException if the folder is none, cannot be written to, or something else stands in a
     *     folder's place
     */
    public BackupWriter begin(BeginRequest request) throws IOException {
        Names.requirePlan(request.plan());
        Names.requireCycle(request.cycle());
        makeRoot();
        try {
            return locked(request);
        } catch (FileSystemException e) {
            throw UnusableRepositoryException.unwritable(root.toString(), e);
        }
    }

    private BackupWriter locked(BeginRequest request) throws IOException {
        Path plan = root.resolve(request.plan());
        SafeFile.folder(plan);
        PlanLock lock = PlanLock.take(plan, request.plan());
        try {
            Path cycle = plan.resolve(request.cycle());
            CycleFolder folder = new CycleFolder(cycle);
            folder.prepare();
            new RestoreKit(request.language()).write(cycle, request.plan(), request.cycle());
            CycleContent content = new CycleContent(folder);
            EarlierBackups earlier = new EarlierBackups(store(), request.plan());
            SafeFile.flushFolder(plan);
            SafeFile.flushFolder(root);
            content.await();
            return new CycleWriter(request, clock, lock, folder, content, earlier, seal);
        } catch (IOException | RuntimeException | Error e) {
            lock.close();
            throw e;
        }
    }

    void makeRoot() throws IOException {
        if (Files.isDirectory(root)) {
            return;
        }
        try {
            SafeFile.folder(root);
        } catch (NoSuchFileException e) {
            throw new UnusableRepositoryException(
                    root.toString(),
                    "cannot be made, the folder above it is missing",
                    "correct repository= in the settings, or mount what belongs there",
                    e);
        } catch (FileSystemException e) {
            throw UnusableRepositoryException.unwritable(root.toString(), e);
        }
    }
}
