package org.caravana.demo;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.caravana.cli.Home;
import org.caravana.cli.Operations;
import org.caravana.cli.Operations.OpenStore;
import org.caravana.config.Secret;
import org.caravana.config.Settings;
import org.caravana.dump.DumpLoader;
import org.caravana.repository.BackupReader;
import org.caravana.repository.LocalStore;
import org.caravana.repository.Manifest;
import org.caravana.repository.ObjectStore;
import org.caravana.repository.StopSignal;
import org.caravana.restore.BackupSearch;
import org.caravana.restore.DatabaseRestore;
import org.caravana.restore.Restore;

/** Restores the newest backup from each place and compares it with what was backed up. */
final class Restores {
    private final Operations operations;
    private final Home home;
    private final DemoHome place;
    private final Secrets secrets;
    private final PrintWriter out;

    Restores(Operations operations, Home home, DemoHome place, Secrets secrets, PrintWriter out) {
        this.operations = operations;
        this.home = home;
        this.place = place;
        this.secrets = secrets;
        this.out = out;
    }

    /** @param rows the database's rows as they were; returns whether nothing differs anywhere */
    boolean compareAll(List<String> rows) throws Exception {
        out.println();
        out.println("== Everything is restored from each place, and compared with what was there");
        boolean same = compare(new LocalStore(place.repository()), rows);
        for (String target : List.of("annex", "cloud")) {
            try (OpenStore open = operations.target(home, target, Optional.empty())) {
                same &= compare(open.store(), rows);
            }
        }
        return same;
    }

    private boolean compare(ObjectStore store, List<String> rows) throws Exception {
        BackupReader reader = new BackupReader(store);
        Manifest backup = new BackupSearch(reader, store.name(), trouble -> out.println("   " + trouble.getMessage()))
                .one(Optional.of(DemoHome.PLAN), BackupSearch.LATEST);
        boolean files = files(reader, backup, store.name());
        boolean same = database(reader, backup, store.name()).equals(rows);
        out.printf("   %-11s %d database rows: %s%n", store.name(), rows.size(), same ? "identical" : "DIFFERENT");
        out.flush();
        return files && same;
    }

    private boolean files(BackupReader reader, Manifest backup, String from) throws Exception {
        Path restored = place.restored(from);
        Restore restore = new Restore(reader, false, StopSignal.NEVER, UnaryOperator.identity());
        Manifest.Artifact systems = BackupSearch.artifact(backup, "systems.tar");
        long entries = restore.artifact(backup, systems, List.of(), restored).entries();
        List<String> differences = new TreeComparison(place.systems(), restored).differences();
        out.printf(
                "   %-11s %d files, folders and links: %s%n",
                from, entries, differences.isEmpty() ? "identical" : "DIFFERENT");
        differences.stream().limit(10).forEach(line -> out.println("      " + line));
        return differences.isEmpty();
    }

    private List<String> database(BackupReader reader, Manifest backup, String from) throws Exception {
        String url = place.databaseUrl("restored-from-" + from);
        Settings.Database into = new Settings.Database(
                "restored",
                "h2",
                url,
                Optional.of(DemoHome.DATABASE_USER),
                Optional.of(new Secret(secrets.database())),
                Map.of());
        SampleDatabase database = new SampleDatabase(url, secrets.database());
        database.makeEmpty();
        new DatabaseRestore(reader, DumpLoader.Options.EMPTY, StopSignal.NEVER, UnaryOperator.identity())
                .load(backup, BackupSearch.artifact(backup, "conan.sql"), into);
        return database.rows();
    }
}
