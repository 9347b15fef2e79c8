package org.caravana.capture;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;
import org.caravana.archive.ArchiveResult;
import org.caravana.archive.SystemCalls;
import org.caravana.job.Readable;
import org.caravana.job.SourceSize;
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
        if (!result.flagged().isEmpty()) {
            remarks.add("with attributes of chattr, which are not kept: " + String.join(", ", result.flagged()));
        }
        SystemCalls.lack().ifPresent(remarks::add);
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

    /** What each captured source came to, over its artifacts. */
    static List<SourceSize> sizes(Manifest manifest) {
        return manifest.sources().stream()
                .filter(source -> source.state() == Manifest.Source.State.CAPTURED)
                .map(source -> new SourceSize(
                        source.name(),
                        sum(manifest, source, Manifest.Artifact::plain),
                        sum(manifest, source, Manifest.Artifact::stored)))
                .toList();
    }

    private static long sum(Manifest manifest, Manifest.Source source, ToLongFunction<Manifest.Artifact> size) {
        return manifest.artifacts().stream()
                .filter(artifact -> artifact.source().equals(source.name()))
                .mapToLong(size)
                .sum();
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
        return manifest.artifacts().size() + " artifact(s), " + Readable.size(plain) + ", " + Readable.size(stored)
                + " new in packs"
                + lacks;
    }

    private static String lacking(Manifest manifest, Manifest.Source.State state, String word) {
        long count = manifest.sources().stream().filter(s -> s.state() == state).count();
        return count == 0 ? "" : ", " + count + " source(s) " + word;
    }
}
