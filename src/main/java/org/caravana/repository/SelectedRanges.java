package org.caravana.repository;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Predicate;

/** The ranges of some entries of a file list. */
final class SelectedRanges implements RangeSource {
    private final FileList files;
    private final Predicate<FileEntry> selected;
    private final Queue<PackRange> next = new ArrayDeque<>();

    SelectedRanges(FileList files, Predicate<FileEntry> selected) {
        this.files = files;
        this.selected = selected;
    }

    @Override
    public PackRange next() throws IOException {
        while (next.isEmpty()) {
            ListedFile file = files.next();
            if (file == null) {
                return null;
            }
            if (selected.test(file.entry())) {
                next.addAll(file.places());
            }
        }
        return next.remove();
    }

    @Override
    public void close() throws IOException {
        files.close();
    }
}
