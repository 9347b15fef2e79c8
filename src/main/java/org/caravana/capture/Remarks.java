package org.caravana.capture;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.caravana.archive.ArchiveResult;
import org.caravana.repository.FileEntry;
import org.caravana.repository.Manifest;

/** What is worth saying about a capture, in words. */
final class Remarks {
    private static final int MOST_NAMED = 20;

    private Remarks() {}

    /** What was out of the ordinary in a directory: the numbers, and the first files by name. */
    static List<String> on(ArchiveResult result) {
        List<String> remarks = new ArrayList<>();
        result.notes().forEach((note, count) -> remarks.add(count + " " + word(note)));
        if (result.withoutAttributes() > 0) {
            remarks.add(result.withoutAttributes() + " " + word(FileEntry.Note.NONE));
        }
        result.noted().stream()
                .limit(MOST_NAMED)
                .map(n -> word(n.note()) + ": " + n.path() + (n.why().isEmpty() ? "" : " (" + n.why() + ")"))
                .forEach(remarks::add);
        return List.copyOf(remarks);
    }

    private static String word(FileEntry.Note note) {
        return note == FileEntry.Note.NONE
                ? "without ACL or extended attributes"
                : note.name().toLowerCase(Locale.ROOT);
    }

    /** One line for the job's events. */
    static String summary(Manifest manifest) {
        long plain = manifest.artifacts().stream()
                .mapToLong(Manifest.Artifact::plain)
                .sum();
        long stored = manifest.artifacts().stream()
                .mapToLong(Manifest.Artifact::stored)
                .sum();
        String lacks = lacking(manifest, Manifest.Source.State.PARTIAL, "in part")
                + lacking(manifest, Manifest.Source.State.MISSING, "missing");
        return manifest.artifacts().size() + " artifact(s), " + plain + " bytes, " + stored + " bytes new in packs"
                + lacks;
    }

    private static String lacking(Manifest manifest, Manifest.Source.State state, String word) {
        long count = manifest.sources().stream().filter(s -> s.state() == state).count();
        return count == 0 ? "" : ", " + count + " source(s) " + word;
    }
}
