package org.caravana.repository;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads files whole that are small in any sound backup, so that one that is not cannot fill the memory. */
public final class SmallFile {
    /** Bytes; sums and manifest of more than 400 000 packs. */
    public static final long LONGEST = 64L << 20;

    private SmallFile() {}

    /** @throws DamagedException if it is longer than {@link #LONGEST} */
    static byte[] read(String store, String path, Path file) throws IOException {
        require(store, path, file);
        return Files.readAllBytes(file);
    }

    /** @throws DamagedException if it is longer than {@link #LONGEST} */
    public static void require(String store, String path, Path file) throws IOException {
        long size = Files.size(file);
        if (size > LONGEST) {
            throw new DamagedException(store, path, "it has " + size + " bytes, more than any such file has");
        }
    }
}
