package org.caravana.repository;

import java.util.List;
import java.util.stream.Stream;

/**
 * A file list's line.
 *
 * @param entry the file
 * @param ranges where its tar entry lies, {@code PACK:OFFSET:LENGTH:PLAIN} joined by commas; empty if not in the tar
 */
public record ListedFile(FileEntry entry, String ranges) {

    List<PackRange> places() {
        if (ranges.isEmpty()) {
            return List.of();
        }
        return Stream.of(ranges.split(",")).map(PackRange::parseField).toList();
    }
}
