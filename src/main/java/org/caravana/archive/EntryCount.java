package org.caravana.archive;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;

/** Counts what an archive of a directory would hold, without opening a file, and only until there is enough. */
final class EntryCount {
    private final Selection selection;
    private final Excludes excludes;
    private final Deque<Folder> open = new ArrayDeque<>();
    private long device;
    private long seen;

    EntryCount(Selection selection) {
        this.selection = selection;
        this.excludes = new Excludes(selection.excludes());
    }

    private record Folder(Path path, byte[] name) {}

    /** How many entries there are, or {@code enough} if there are more. */
    long upTo(long enough, Path directory) throws IOException {
        Path root = directory.toRealPath();
        device = Inode.read(root).device();
        open.push(new Folder(root, new byte[] {'.'}));
        seen = 1;
        while (seen < enough && !open.isEmpty()) {
            collect(open.pop());
        }
        return Math.min(seen, enough);
    }

    private void collect(Folder folder) {
        if (selection.excludeCaches() && CacheTag.is(ByteName.resolve(folder.path, CacheTag.NAME))) {
            seen++;
            return;
        }
        try (DirectoryStream<Path> members = Files.newDirectoryStream(folder.path)) {
            for (Path member : members) {
                count(member, ByteName.join(folder.name, ByteName.of(member)));
            }
        } catch (IOException | DirectoryIteratorException e) {
            // what cannot be read counts for nothing
        }
    }

    private void count(Path path, byte[] name) throws IOException {
        Inode inode = Inode.read(path);
        if (excludes.match(name, inode.isDirectory())) {
            return;
        }
        seen++;
        boolean elsewhere = selection.oneFileSystem() && inode.device() != device;
        if (inode.isDirectory() && !elsewhere && !selection.leftOut().contains(path)) {
            open.push(new Folder(path, name));
        }
    }
}
