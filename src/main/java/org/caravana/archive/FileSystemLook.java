package org.caravana.archive;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What a file system says of directories and their members: by the system's own calls where they can be reached, else, and
 * wherever those fail, by Java's, whose exceptions tell why.
 */
final class FileSystemLook {
    private final NativeNames names = NativeNames.available() ? new NativeNames() : null;
    private final NativeStat stat = NativeStat.available() ? new NativeStat() : null;

    /** The names in a folder, in the order of their bytes. */
    List<byte[]> names(Folder folder) throws IOException {
        List<byte[]> found = names == null ? null : names.of(folder.bytes());
        if (found == null) {
            found = streamed(folder.way());
        }
        found.sort(Arrays::compareUnsigned);
        return found;
    }

    Inode inode(Place place) throws IOException {
        boolean member = stat != null && place.folder() != null;
        Inode inode = member ? stat.read(place.folder().bytes(), place.own()) : null;
        return inode != null ? inode : Inode.read(place.path());
    }

    private static List<byte[]> streamed(Path folder) throws IOException {
        List<byte[]> names = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
            for (Path path : stream) {
                names.add(ByteName.of(path));
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return names;
    }
}
