package org.caravana.restore;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.caravana.config.Settings;
import org.caravana.dump.DatabaseAddress;
import org.caravana.dump.DatabaseKind;
import org.caravana.dump.DumpLoader;
import org.caravana.repository.BackupReader;
import org.caravana.repository.Manifest;
import org.caravana.repository.StopSignal;

/** Loads a backup's dump into a database. */
public final class DatabaseRestore {
    private final BackupReader reader;
    private final DumpLoader.Options options;
    private final StopSignal stop;
    private final UnaryOperator<InputStream> watched;

    /** @param watched sees the dump go by, for progress */
    public DatabaseRestore(
            BackupReader reader, DumpLoader.Options options, StopSignal stop, UnaryOperator<InputStream> watched) {
        this.reader = reader;
        this.options = options;
        this.stop = stop;
        this.watched = watched;
    }

    /**
     * Loads it; what the database's own rules allow to be all or nothing is.
     *
     * @throws WrongKindException if the dump is of another kind of database
     * @throws org.caravana.dump.NotEmptyException if the database holds something and may not be overwritten
     * @throws org.caravana.dump.DumpFailedException in the database's own words
     */
    public RestoreReport load(Manifest backup, Manifest.Artifact artifact, Settings.Database into) throws IOException {
        requireSameKind(artifact, into);
        try (Counted dump = new Counted(watched.apply(reader.open(backup, artifact.name())))) {
            DumpLoader.of(address(artifact, into), artifact.format()).load(dump, options, stop);
            return new RestoreReport(artifact.name(), null, 0, dump.bytes, 0, List.of());
        }
    }

    /** A source that is several databases of a server names one of them only; each dump goes where it came from. */
    private static DatabaseAddress address(Manifest.Artifact artifact, Settings.Database into) {
        DatabaseAddress address = DatabaseAddress.of(into);
        return artifact.database() != null && address.several() ? address.at(artifact.database()) : address;
    }

    private static void requireSameKind(Manifest.Artifact artifact, Settings.Database into) {
        Optional<DatabaseKind> kind = DatabaseAddress.of(into).kind();
        if (kind.filter(k -> k.reads(artifact.format())).isEmpty()) {
            throw new WrongKindException(
                    artifact.name(),
                    artifact.format(),
                    into.name(),
                    kind.map(DatabaseKind::format).orElse("none"));
        }
    }

    private static final class Counted extends FilterInputStream {
        private long bytes;

        Counted(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int next = super.read();
            bytes += next < 0 ? 0 : 1;
            return next;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int count = super.read(buffer, offset, length);
            bytes += Math.max(0, count);
            return count;
        }
    }
}
