package org.caravana.dump;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.caravana.dump.DumpFailedException.Reason;
import org.caravana.repository.StopSignal;

/** Puts an SQLite database's file in its place, once it is whole and SQLite finds no fault in it. */
final class SqliteLoader implements DumpLoader {
    private final DatabaseAddress address;

    SqliteLoader(DatabaseAddress address) {
        this.address = address;
    }

    @Override
    public void load(InputStream dump, Options options, StopSignal stop) throws IOException {
        Path file = SqliteFile.path(address).toAbsolutePath();
        requireFree(file, options, stop);
        Path part = Files.createTempFile(file.getParent(), "." + file.getFileName(), ".part");
        try {
            Files.copy(dump, part, StandardCopyOption.REPLACE_EXISTING);
            stop.check();
            requireSound(part, stop);
            try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private void requireFree(Path file, Options options, StopSignal stop) throws IOException {
        if (!Files.exists(file) || Files.size(file) == 0) {
            return;
        }
        // a log left beside another database would be played into it
        Path log = file.resolveSibling(file.getFileName() + "-wal");
        Path journal = file.resolveSibling(file.getFileName() + "-journal");
        if (Files.exists(log) || Files.exists(journal)) {
            throw new DumpFailedException(
                    file + " is in use: it has a log or journal beside it",
                    "end the programs that use it, or load into a new file",
                    Reason.SETTINGS);
        }
        String holds = SqliteFile.ask(address, file, "select count(*) from sqlite_master", stop);
        if (!options.force()) {
            throw new NotEmptyException(file.toString(), Long.parseLong(holds));
        }
    }

    private void requireSound(Path part, StopSignal stop) throws IOException {
        String found = SqliteFile.ask(address, part, "pragma integrity_check", stop);
        if (!found.equals("ok")) {
            throw new DumpFailedException(
                    "SQLite finds faults in the dump: "
                            + found.lines().findFirst().orElse("no answer"),
                    "restore from another place with --from",
                    Reason.SETTINGS);
        }
    }
}
