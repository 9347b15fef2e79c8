package org.caravana.repository;

import java.io.Closeable;
import java.io.IOException;

/** A directory artifact's file list, read line by line. */
public final class FileList implements Closeable {
    private final TextLines lines;

    FileList(TextLines lines) {
        this.lines = lines;
    }

    /** The next line, or {@code null} at the end. */
    public ListedFile next() throws IOException {
        return lines.next(FileListLine::parse);
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
