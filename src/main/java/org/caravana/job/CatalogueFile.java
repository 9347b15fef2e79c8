package org.caravana.job;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.caravana.config.Settings;

/** The file in which the catalogue lies where nobody set another. */
public record CatalogueFile(Path path) {
    private static final String SUFFIX = ".mv.db";

    /** H2's two copies of the header, which names the newest write: MVStore's file format, blocks of 4 KiB. */
    private static final int HEADERS = 2 * 4096;

    /** @return empty if somebody set another catalogue: on a server, elsewhere, with a password or a cipher */
    public static Optional<CatalogueFile> of(Settings settings) {
        Path data = settings.data();
        return settings.catalogue().equals(Settings.CatalogueDatabase.in(data))
                ? Optional.of(new CatalogueFile(data.resolve(Settings.CatalogueDatabase.NAME + SUFFIX)))
                : Optional.empty();
    }

    /** Whether there is none yet: no such file, and none that H2 made in its place and has only to rename. */
    public boolean isMissing() {
        return Files.notExists(path) && Files.notExists(path.resolveSibling(path.getFileName() + ".newFile"));
    }

    /**
     * What changes with the first write to it after it was closed, and if somebody puts an older file in its place: which
     * file it is, its size, its times, and its headers, since two writes can fall into one tick of the clock that times are
     * taken from.
     */
    public String state() throws IOException {
        Map<String, Object> inode = Files.readAttributes(path, "unix:dev,ino,size,lastModifiedTime,ctime");
        CRC32C headers = new CRC32C();
        try (InputStream in = Files.newInputStream(path)) {
            headers.update(in.readNBytes(HEADERS));
        }
        return "%s %s %s %s %s %08x"
                .formatted(
                        inode.get("dev"),
                        inode.get("ino"),
                        inode.get("size"),
                        inode.get("lastModifiedTime"),
                        inode.get("ctime"),
                        headers.getValue());
    }
}
