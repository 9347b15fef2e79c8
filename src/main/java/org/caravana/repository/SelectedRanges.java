package org.caravana.repository;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Queue;
import java.util.Set;

/** The ranges of some entries of a file list; of a selected hard link the entry of its first name comes along. */
final class SelectedRanges implements RangeSource {
    private final FileList files;
    private final EntrySelection selected;
    private final FirstNames firstNames;
    private final Queue<PackRange> next = new ArrayDeque<>();
    private long left;

    private SelectedRanges(FileList files, EntrySelection selected, FirstNames firstNames) {
        this.files = files;
        this.selected = selected;
        this.firstNames = firstNames;
        left = firstNames.entries;
    }

    /** What is known of the selection once the list was gone through. */
    private static final class FirstNames {
        private final Set<ByteBuffer> paths = new HashSet<>();
        private long entries;

        void add(FileEntry entry) {
            entries++;
            if (entry.kind() == 'h' && paths.add(text(entry.linkText()))) {
                entries++;
            }
        }
    }

    /** Opens a list. */
    interface Lists {
        FileList open() throws IOException;
    }

    /** Goes through the list, as far as there may be selected entries, and opens it once more. */
    static SelectedRanges of(Lists lists, EntrySelection selected) throws IOException {
        FirstNames names = new FirstNames();
        try (FileList files = lists.open()) {
            ListedFile file = files.next(selected);
            while (file != null) {
                if (selected.test(file.entry())) {
                    names.add(file.entry());
                }
                file = selected.isComplete() ? null : files.next(selected);
            }
        }
        return new SelectedRanges(lists.open(), selected, names);
    }

    @Override
    public PackRange next() throws IOException {
        while (next.isEmpty()) {
            ListedFile file = left == 0 ? null : files.next(selected, firstNames.paths);
            if (file == null) {
                return null;
            }
            if (selected.test(file.entry())
                    || firstNames.paths.contains(text(file.entry().pathText()))) {
                left--;
                next.addAll(file.places());
            }
        }
        return next.remove();
    }

    private static ByteBuffer text(String path) {
        return ByteBuffer.wrap(path.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() throws IOException {
        files.close();
    }
}
