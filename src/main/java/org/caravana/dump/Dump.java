package org.caravana.dump;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.caravana.repository.StopSignal;

/**
 * One stream of a source's dump; it becomes one artifact.
 *
 * @param suffix what the artifact's name ends in, for example {@code .dump}
 * @param format as the manifest says it, for example {@code pg-custom}
 * @param database its name at the server, where the source is several databases of one
 * @param required whether the source is missing without it; else its failure is a remark
 */
public record Dump(String suffix, String format, Optional<String> database, boolean required, Content content) {

    /** Makes the stream. */
    @FunctionalInterface
    public interface Content {
        /**
         * Writes all of it. What the consumer took counts only if this returns.
         *
         * @throws DumpFailedException in the program's words if it fails, also after the last byte
         * @throws org.caravana.repository.StoppedException if the stop signal said so; the program has ended then
         */
        Outcome write(DumpTool.Consumer consumer, StopSignal stop) throws IOException;
    }

    /**
     * What is to be said of a dump that was made.
     *
     * @param rows how many rows each table has, where they were counted
     * @param remarks what a person should know, in words
     */
    public record Outcome(Optional<RowCounts> rows, List<String> remarks) {
        static final Outcome PLAIN = new Outcome(Optional.empty(), List.of());
    }

    /** Of a whole source: its only database. */
    static Dump of(DatabaseKind kind, Content content) {
        return new Dump(kind.suffix(), kind.format(), Optional.empty(), true, content);
    }
}
