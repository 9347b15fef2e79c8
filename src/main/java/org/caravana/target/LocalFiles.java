package org.caravana.target;

import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.caravana.repository.ObjectStore.StoredObject;

/** The parts of a directory target that Camel's file endpoint does not do: flushing to disk, listing, deleting. */
public final class LocalFiles {
    private static final FileAttribute<?> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    /**
     * Checks that the root is there (a disk may not be mounted), that the object lies inside and has room, and makes its
     * folders, but never the root: a disk that is pulled out at that moment must not get a stand-in below its mount point.
     */
    public void prepare(String root, String object, long size) throws IOException {
        Path file = inside(root, object);
        long room = Files.getFileStore(Path.of(root)).getUsableSpace();
        if (room < size) {
            throw new IOException("no room for " + file + ": " + size + " bytes wanted, " + room + " left");
        }
        makeFolders(Path.of(root).normalize(), file.getParent());
    }

    private static void makeFolders(Path root, Path folder) throws IOException {
        if (folder.equals(root) || Files.isDirectory(folder)) {
            return;
        }
        makeFolders(root, folder.getParent());
        try {
            Files.createDirectory(folder, OWNER_ONLY);
        } catch (FileAlreadyExistsException e) {
            // another transfer made it
            return;
        }
    }

    /** Flushes {@code object.part} to disk, gives it its name, and flushes that. */
    public void seal(String root, String object) throws IOException {
        Path file = inside(root, object);
        seal(part(file), file);
    }

    /** The name under which a file is written. */
    static Path part(Path file) {
        return file.resolveSibling(file.getFileName() + ".part");
    }

    /** The same of a file that is written. */
    static void seal(Path part, Path file) throws IOException {
        try (FileChannel written = FileChannel.open(part, StandardOpenOption.WRITE)) {
            written.force(true);
        }
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        try (FileChannel folder = FileChannel.open(file.getParent())) {
            folder.force(true);
        }
    }

    /** An object as a file. */
    public File file(String root, String object) throws IOException {
        Path file = inside(root, object);
        if (!Files.isRegularFile(file)) {
            throw new NoSuchFileException(file.toString());
        }
        return file.toFile();
    }

    /** A folder's direct members; empty if there is no such folder. @param headers get what is left of cut-off puts */
    public List<StoredObject> list(String root, String folder, Map<String, Object> headers) throws IOException {
        Path directory = folder.isEmpty() ? requireRoot(root) : inside(root, folder);
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        List<StoredObject> members = new ArrayList<>();
        List<String> left = new ArrayList<>();
        headers.put(TargetHeaders.LEFT, left);
        headers.remove(TargetHeaders.PROBE_WRITTEN);
        try (Stream<Path> found = Files.list(directory)) {
            for (Path member : (Iterable<Path>) found.sorted()::iterator) {
                String name = member.getFileName().toString();
                if (StoredNames.isLeft(name)) {
                    left.add(folder + "/" + name);
                }
                if (StoredNames.isProbe(name)) {
                    long written = Files.getLastModifiedTime(member).toMillis();
                    headers.merge(TargetHeaders.PROBE_WRITTEN, written, (a, b) -> Math.max((Long) a, (Long) b));
                }
                if (!StoredNames.isPlain(name)) {
                    continue;
                }
                members.add(
                        Files.isDirectory(member)
                                ? new StoredObject(name + "/", -1)
                                : new StoredObject(name, Files.size(member)));
            }
        }
        return members;
    }

    public void delete(String root, String object) throws IOException {
        Files.delete(inside(root, object));
    }

    private static Path inside(String folder, String object) throws IOException {
        Path root = requireRoot(folder);
        Path file = root.resolve(object).normalize();
        if (file.equals(root) || !file.startsWith(root)) {
            throw new IOException(object + " does not lie inside " + root);
        }
        return file;
    }

    private static Path requireRoot(String root) throws IOException {
        Path directory = Path.of(root).normalize();
        if (!Files.isDirectory(directory)) {
            throw new RootMissingException(directory);
        }
        return directory;
    }
}
