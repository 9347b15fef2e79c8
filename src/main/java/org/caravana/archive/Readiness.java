package org.caravana.archive;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.caravana.repository.FileEntry;

/** Whether a directory looks as if it were all there; an empty one is more likely a lost mount than a clean desk. */
public final class Readiness {
    private static final String ACCEPT = "run the plan once with --accept-changed";

    private final Path directory;
    private final Selection selection;

    public Readiness(Path directory) {
        this(directory, Selection.without(List.of(), List.of()));
    }

    /** @param selection what of the directory counts */
    public Readiness(Path directory, Selection selection) {
        this.directory = directory;
        this.selection = selection;
    }

    /**
     * Why a directory is not ready.
     *
     * @param what what is wrong, lower case, no full stop
     * @param hint what to do about it
     */
    public record NotReady(String what, String hint) {}

    /**
     * What the last archive saw.
     *
     * @param device the file system's number
     * @param inode the directory's own number there; with {@code device} 0 if unknown
     * @param entries how many entries it had
     * @param files which they were
     */
    public record LastTime(long device, long inode, long entries, FileNames files) {}

    /** Goes through the entries of a file list. */
    @FunctionalInterface
    public interface FileNames {
        long count(Predicate<FileEntry> counts) throws IOException;
    }

    /** Whether it is there, a directory, readable, and not empty; empty if it is. */
    public Optional<NotReady> reason() {
        Optional<NotReady> unreadable = unreadable();
        return unreadable.isPresent() ? unreadable : emptiness();
    }

    /** Whether it is there, a directory, and readable; empty if it is. */
    public Optional<NotReady> unreadable() {
        if (!Files.exists(directory)) {
            return notReady("does not exist", "is a disk or share not mounted? is the path right?");
        }
        if (!Files.isDirectory(directory)) {
            return notReady("is not a directory", "give a directory, or the one that holds the file");
        }
        try (DirectoryStream<Path> members = Files.newDirectoryStream(directory)) {
            members.iterator().hasNext();
            return Optional.empty();
        } catch (IOException | DirectoryIteratorException e) {
            return notReady("cannot be read: " + e.getMessage(), "let the service's user read it");
        }
    }

    private Optional<NotReady> emptiness() {
        try (DirectoryStream<Path> members = Files.newDirectoryStream(directory)) {
            return members.iterator().hasNext()
                    ? Optional.empty()
                    : notReady("is empty", "is a disk or share not mounted? if it was emptied on purpose: " + ACCEPT);
        } catch (IOException | DirectoryIteratorException e) {
            return notReady("cannot be read: " + e.getMessage(), "let the service's user read it");
        }
    }

    /**
     * The same, and whether it lies where it lay and has at least half as many entries.
     *
     * <p>The number of a file system may change when the machine starts anew or a share is mounted again; the number of a
     * directory does not. So it is another place only where both differ, as under the mount point of a lost mount.
     */
    public Optional<NotReady> reason(LastTime last) {
        Optional<NotReady> plain = reason();
        if (plain.isPresent()) {
            return plain;
        }
        try {
            if (isElsewhere(last)) {
                return notReady(
                        "is on another file system than last time",
                        "is a disk or share not mounted? if it was moved on purpose: " + ACCEPT);
            }
            return fewer(last);
        } catch (IOException e) {
            return notReady("cannot be read: " + e.getMessage(), "let the service's user read it");
        }
    }

    private boolean isElsewhere(LastTime last) throws IOException {
        Inode now = Inode.read(directory.toRealPath());
        return last.inode() != 0 && last.device() != now.device() && last.inode() != now.number();
    }

    private Optional<NotReady> notReady(String what, String hint) {
        return Optional.of(new NotReady("the directory " + directory + " " + what, hint));
    }

    /** What is excluded now, and was not last time, is not missed. */
    private Optional<NotReady> fewer(LastTime last) throws IOException {
        long seen = new EntryCount(selection).upTo(last.entries() / 2, directory);
        if (seen >= last.entries() / 2) {
            return Optional.empty();
        }
        Excludes excludes = new Excludes(selection.excludes());
        long expected = last.files().count(entry -> !excludes.matchWithParents(entry.path(), entry.kind() == 'd'));
        return seen >= expected / 2
                ? Optional.empty()
                : notReady(
                        "has fewer than half of last time's " + expected + " entries",
                        "is a disk or share not mounted? if it was emptied on purpose: " + ACCEPT);
    }
}
