package org.caravana.repository;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * A backup being made in a cycle of the local repository.
 *
 * <p>Holds the plan's folder by an operating-system file lock from {@code Repository.begin} to {@link #close()}.
 * Artifacts are written one after another. Without a {@link #commit()} there is no backup; finished packs stay and are
 * re-used by the cycle's next one.
 */
public interface BackupWriter extends Closeable {

    /** The backup's id, the UTC start of its capture. */
    String backup();

    /**
     * Begins the next artifact; the one before must be closed.
     *
     * @param name as in {@code docs/repository-format.md}, for example {@code conan.dump}
     * @param source the source's name
     * @param format as in {@code docs/repository-format.md}, for example {@code tar}
     */
    ArtifactWriter artifact(String name, String source, String format) throws IOException;

    /**
     * The same, for one of several databases of a server.
     *
     * @param database its name there, which the artifact's name may not be able to hold; or {@code null}
     */
    ArtifactWriter artifact(String name, String source, String format, String database) throws IOException;

    /** Notes in the manifest that a source was captured; its artifacts are those that were closed under its name. */
    void captured(String source, String kind, String tool, List<String> notes);

    /** Notes in the manifest that only the artifacts written are there of a source, and what is missing. */
    void partial(String source, String kind, String tool, List<String> notes, String error);

    /** Notes in the manifest that a source is missing, and why. */
    void missing(String source, String kind, String error);

    /** How many plain bytes were taken over so far, for progress; may be asked from any thread. */
    long plainBytes();

    /** What the manifest would say now, for example to render {@code report.html} from; {@code sums} is empty. */
    Manifest draft();

    /** Writes a further file into the backup's folder, for example {@code report.html}. */
    void attach(String name, byte[] content) throws IOException;

    /**
     * Writes sums and, last, the manifest.
     *
     * @param lease asked once more right before the manifest is written; throws if the right to write was lost
     */
    Manifest commit(StopSignal lease) throws IOException;

    /** Why the committed backup is not signed though it was to be; empty if all is well. */
    Optional<String> unsigned();

    /** Frees the plan's folder; without a commit before, what is not a finished pack is deleted. */
    @Override
    void close() throws IOException;
}
