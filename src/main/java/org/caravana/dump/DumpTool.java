package org.caravana.dump;

import java.io.IOException;
import java.nio.channels.ReadableByteChannel;
import java.util.List;
import java.util.Optional;
import org.caravana.repository.StopSignal;

/** Dumps a database by programs; one class an engine. */
public interface DumpTool {

    /**
     * The program's version and the server's, for example {@code pg_dump 15.14, server 15.14}; the start check.
     *
     * @throws DumpFailedException if there is no such program, if it is too old for the server, or if nothing answers
     */
    String versions(StopSignal stop) throws IOException;

    /**
     * What there is to dump, in order: what is required first.
     *
     * @throws DumpFailedException if the server does not tell which databases it has
     */
    List<Dump> dumps(StopSignal stop) throws IOException;

    /** Takes a dump while it is made. */
    @FunctionalInterface
    interface Consumer {
        void take(ReadableByteChannel dump) throws IOException;
    }

    /** The programs for a database; none for one that dumps itself by a statement. */
    static Optional<DumpTool> of(DatabaseAddress address) {
        return address.kind().flatMap(kind -> switch (kind) {
            case POSTGRESQL -> Optional.of(address.copiesFiles() ? new PgFiles(address) : new PgServer(address));
            case MARIADB -> Optional.of(new MariaServer(address));
            case FIREBIRD -> Optional.of(new FirebirdDatabase(address));
            case SQLITE -> Optional.of(new SqliteFile(address));
            case COMMAND -> Optional.of(new ShellCommand(address));
            case H2 -> Optional.empty();
        });
    }
}
