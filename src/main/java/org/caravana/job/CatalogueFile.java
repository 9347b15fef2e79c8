package org.caravana.job;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/** The one file in which an H2 catalogue lies. */
public record CatalogueFile(Path path) {
    private static final String SUFFIX = ".mv.db";

    /** H2's two copies of the header, which names the newest write: MVStore's file format, blocks of 4 KiB. */
    private static final int HEADERS = 2 * 4096;

    /** @return empty if the catalogue lies on a server, or in memory */
    public static Optional<CatalogueFile> of(String url) {
        String address = url.split(";", 2)[0];
        return Stream.of("jdbc:h2:async:", "jdbc:h2:file:")
                .filter(address::startsWith)
                .map(scheme -> new CatalogueFile(Path.of(address.substring(scheme.length()) + SUFFIX)))
                .findFirst();
    }

    /** Whether there is none yet: no such file, and none that H2 would make it from, if it ended while it compacted one. */
    public boolean isMissing() {
        return Stream.of("", ".newFile", ".tempFile")
                .allMatch(suffix -> Files.notExists(path.resolveSibling(path.getFileName() + suffix)));
    }

    /**
     * What is another after every write to it, also if somebody put an older file in its place: which file it is, its
     * size, its times, and its headers, since two writes can fall into one tick of the clock that times are taken from.
     */
    public String state() throws IOException {
        Map<String, Object> inode =
                Files.readAttributes(path, "unix:dev,ino,size,lastModifiedTime,ctime", LinkOption.NOFOLLOW_LINKS);
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
