package org.caravana.archive;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** Whether a directory looks as if it were all there; an empty one is more likely a lost mount than a clean desk. */
public final class Readiness {
    private static final String ACCEPT = "run the plan once with --accept-changed";

    private final Path directory;

    public Readiness(Path directory) {
        this.directory = directory;
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
     */
    public record LastTime(long device, long inode, long entries) {}

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
            if (!hasEntries(last.entries() / 2)) {
                return notReady(
                        "has fewer than half of last time's " + last.entries() + " entries",
                        "is a disk or share not mounted? if it was emptied on purpose: " + ACCEPT);
            }
            return Optional.empty();
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

    private boolean hasEntries(long enough) throws IOException {
        Deque<Path> open = new ArrayDeque<>();
        open.push(directory.toRealPath());
        long seen = 1;
        while (seen < enough && !open.isEmpty()) {
            seen += collect(open.pop(), open);
        }
        return seen >= enough;
    }

    private static long collect(Path parent, Deque<Path> open) {
        long seen = 0;
        try (DirectoryStream<Path> members = Files.newDirectoryStream(parent)) {
            for (Path member : members) {
                seen++;
                if (Inode.read(member).isDirectory()) {
                    open.push(member);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            // what cannot be read counts for nothing
            return seen;
        }
        return seen;
    }
}
