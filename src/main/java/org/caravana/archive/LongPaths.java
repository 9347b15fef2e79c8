package org.caravana.archive;

import java.io.Closeable;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * Ways to directories whose paths are longer than the system takes in one piece: the directory is opened, and what lies
 * in it is reached by way of {@code /proc/PID/fd}, which also the programs that {@link Shell} calls can follow.
 *
 * <p>A way leads to what lies in the directory only; the directory itself has to be looked at by way of its own parent.
 * Without the system's own calls a path stays as it is, and whoever uses it is told that it is too long.
 */
final class LongPaths implements Closeable {
    /** With a slash and a name of 255 bytes after it a path is still shorter than Linux's 4,096. */
    private static final int LONG = 3_800;

    private static final int MOST_OPEN = 64;

    private static final Path OPEN_FILES =
            Path.of("/proc/" + ProcessHandle.current().pid() + "/fd");

    private final Map<Path, Integer> open = new HashMap<>();

    /**
     * A path by which members of a directory can be reached.
     *
     * @param directory a real directory, that was looked at
     */
    Path into(Path directory) {
        return isLong(directory) ? open(directory) : directory;
    }

    /** Whether a path is one that {@link #into} shortened, and holds only until it is given back. */
    static boolean isWay(Path path) {
        return path.startsWith(OPEN_FILES);
    }

    private static boolean isLong(Path directory) {
        // a character is four bytes at most
        return directory.toString().length() > LONG / 4 && ByteName.absolute(directory).length > LONG;
    }

    private Path open(Path directory) {
        int file = NativeFiles.openDirectory(ByteName.absolute(directory));
        if (file < 0) {
            return directory;
        }
        Path way = OPEN_FILES.resolve(String.valueOf(file));
        open.put(way, file);
        return way;
    }

    /** Closes a way that is not needed any more; other paths are left alone. */
    void giveBack(Path way) {
        Integer file = open.remove(way);
        if (file != null) {
            NativeFiles.shut(file);
        }
    }

    /** Closes all ways if there are many. */
    void tidy() {
        if (open.size() > MOST_OPEN) {
            close();
        }
    }

    @Override
    public void close() {
        open.values().forEach(NativeFiles::shut);
        open.clear();
    }
}
