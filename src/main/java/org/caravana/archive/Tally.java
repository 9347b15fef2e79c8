package org.caravana.archive;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.caravana.archive.ArchiveResult.Noted;
import org.caravana.repository.FileEntry;

/** Counts while a directory is archived. */
final class Tally {
    private final Excludes accepted;
    private final Map<FileEntry.Note, Long> notes = new EnumMap<>(FileEntry.Note.class);
    private final List<Noted> noted = new ArrayList<>();
    private final List<String> flagged = new ArrayList<>();
    private long entries;
    private long bytes;
    private long excluded;
    private long withoutAttributes;
    private long lacking;

    /** @param accepted what may be unreadable */
    Tally(Excludes accepted) {
        this.accepted = accepted;
    }

    void add(FileEntry entry, String why) {
        if (entry.note().inTar()) {
            entries++;
            bytes += entry.size();
        }
        if (entry.note() != FileEntry.Note.NONE) {
            notes.merge(entry.note(), 1L, Long::sum);
            if (entry.note() == FileEntry.Note.UNREADABLE || entry.note() == FileEntry.Note.PADDED) {
                lack(entry);
            }
            if (noted.size() < ArchiveResult.MOST_NOTED) {
                noted.add(new Noted(ByteName.display(entry.path()), entry.note(), why));
            }
        }
    }

    /** An entry that is there, but without its ACL or extended attributes. */
    void addLost(FileEntry entry, String why) {
        withoutAttributes++;
        lack(entry);
        if (noted.size() < ArchiveResult.MOST_NOTED) {
            noted.add(new Noted(ByteName.display(entry.path()), FileEntry.Note.NONE, why));
        }
    }

    void addFlags(FileEntry entry, List<String> flags) {
        if (flagged.size() < ArchiveResult.MOST_FLAGGED) {
            flagged.add(ByteName.display(entry.path()) + " (" + String.join(", ", flags) + ")");
        } else if (flagged.size() == ArchiveResult.MOST_FLAGGED) {
            flagged.add("and more");
        }
    }

    private void lack(FileEntry entry) {
        if (!accepted.matchWithParents(entry.path(), entry.kind() == 'd')) {
            lacking++;
        }
    }

    void exclude() {
        excluded++;
    }

    ArchiveResult result() {
        return new ArchiveResult(
                entries,
                bytes,
                excluded,
                withoutAttributes,
                lacking,
                Map.copyOf(notes),
                List.copyOf(flagged),
                List.copyOf(noted));
    }
}
