package org.caravana.dump;

import java.io.IOException;
import java.io.InputStream;
import org.caravana.repository.StopSignal;

/** Loads a dump into a database. */
public interface DumpLoader {

    /**
     * Loads all of it, or fails.
     *
     * @param dump what {@link DatabaseKind#format()} says, to its end
     * @param options how
     * @throws NotEmptyException if the database holds something and it was not forced
     * @throws DumpFailedException in the database's own words
     */
    void load(InputStream dump, Options options, StopSignal stop) throws IOException;

    /**
     * How a dump is loaded.
     *
     * @param force whether what is there already may be dropped
     * @param owners whether owners and privileges are restored; their roles must exist then
     */
    record Options(boolean force, boolean owners) {
        /** Into an empty database, with owners and privileges. */
        public static final Options EMPTY = new Options(false, true);
    }

    /** The loader for a database; the dump must be of the same kind. */
    static DumpLoader of(DatabaseAddress address) {
        DatabaseKind kind = DatabaseKind.ofUrl(address.url())
                .orElseThrow(() -> new DumpFailedException(
                        "no known kind of database answers " + address.url().replaceAll("[?;].*", ""),
                        "PostgreSQL and H2 are known",
                        DumpFailedException.Reason.SETTINGS));
        return switch (kind) {
            case POSTGRESQL -> new PgRestore(address);
            case H2 -> new ScriptLoader(address);
        };
    }
}
