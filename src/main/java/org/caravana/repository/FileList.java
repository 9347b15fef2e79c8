package org.caravana.repository;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Set;

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

    /** The next line whose path may be one of a selection's, or {@code null} at the end. */
    public ListedFile next(EntrySelection selection) throws IOException {
        return lines.next(selection::mayLieAt, FileListLine::parse);
    }

    /** The same, of a selection and some paths, in UTF-8 as in the list. */
    ListedFile next(EntrySelection selection, Set<ByteBuffer> paths) throws IOException {
        return lines.next(
                (text, from, to) -> selection.mayLieAt(text, from, to)
                        || !paths.isEmpty() && paths.contains(ByteBuffer.wrap(text, from, to - from)),
                FileListLine::parse);
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
