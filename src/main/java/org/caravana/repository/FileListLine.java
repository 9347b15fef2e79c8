package org.caravana.repository;

/** A file list's line as text, and back; see {@code docs/repository-format.md}, File list. */
final class FileListLine {
    private FileListLine() {}

    static String format(FileEntry entry, String ranges) {
        throw new UnsupportedOperationException("to be written");
    }
}
