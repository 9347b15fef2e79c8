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

    /** The loader for a database's own format. */
    static DumpLoader of(DatabaseAddress address) {
        return of(address, address.kind().map(DatabaseKind::format).orElse(""));
    }

    /**
     * The loader for a dump's format.
     *
     * @param format one that the database {@link DatabaseKind#reads}
     */
    static DumpLoader of(DatabaseAddress address, String format) {
        DatabaseKind kind = address.kind()
                .orElseThrow(() -> new DumpFailedException(
                        "no known kind of database answers " + address.url().replaceAll("[?;].*", ""),
                        "docs/databases.md has the kinds",
                        DumpFailedException.Reason.SETTINGS));
        return switch (kind) {
            case POSTGRESQL -> format.equals(PgGlobals.FORMAT) ? new PgGlobalsLoader(address) : new PgRestore(address);
            case MARIADB -> new MariaLoader(address, format.equals(MariaServer.USERS));
            case FIREBIRD -> new FirebirdLoader(address);
            case SQLITE -> new SqliteLoader(address);
            case COMMAND -> new ShellCommand(address);
            case H2 -> new ScriptLoader(address);
        };
    }
}
