package org.caravana.archive;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a file system says of directories and their members: by the system's own calls where they can be reached, else, and
 * wherever those fail, by Java's, whose exceptions tell why.
 */
final class FileSystemLook {
    private final NativeNames names = NativeNames.available() ? new NativeNames() : null;
    private final NativeStat stat = NativeStat.available() ? new NativeStat() : null;

    /** The names in a folder, in the order of their bytes. */
    NameList names(Folder folder) throws IOException {
        NameList found = names == null ? null : names.of(folder.bytes());
        if (found == null) {
            found = streamed(folder.way());
        }
        found.sort();
        return found;
    }

    Inode inode(Place place) throws IOException {
        boolean member = stat != null && place.folder() != null;
        Inode inode = member ? stat.read(place.folder().bytes(), place.own()) : null;
        return inode != null ? inode : Inode.read(place.path());
    }

    private static NameList streamed(Path folder) throws IOException {
        NameList names = new NameList();
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
