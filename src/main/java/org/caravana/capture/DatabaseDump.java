package org.caravana.capture;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.caravana.dump.Dump;
import org.caravana.dump.DumpFailedException;
import org.caravana.dump.DumpTool;
import org.caravana.repository.StopSignal;

/** Brings all that a database's programs dump into a backup: each stream is an artifact, with its row counts beside it. */
final class DatabaseDump {
    private final DatabaseSource source;
    private final OpenBackup backup;
    private final ArtifactNames names;
    private final StopSignal stop;
    private final List<String> remarks = new ArrayList<>();
    private final List<DumpFailedException> failures = new ArrayList<>();
    private boolean anything;

    DatabaseDump(DatabaseSource source, OpenBackup backup, ArtifactNames names, StopSignal stop) {
        this.source = source;
        this.backup = backup;
        this.names = names;
        this.stop = stop;
    }

    /**
     * Dumps each; one that fails is named in the backup, and the others are there all the same.
     *
     * @throws DumpFailedException if none could be dumped
     */
    void run(DumpTool tool) throws IOException {
        String versions = tool.versions(stop);
        for (Dump dump : tool.dumps(stop)) {
            if (dump.required() || anything) {
                attempt(dump);
            }
        }
        if (failures.isEmpty()) {
            backup.captured(source, versions, List.copyOf(remarks), true);
        } else if (anything) {
            backup.partial(source, versions, List.copyOf(remarks), told().what());
        } else {
            throw told();
        }
    }

    private void attempt(Dump dump) throws IOException {
        String name = names.of(dump);
        try {
            write(dump, name);
            anything = true;
        } catch (DumpFailedException e) {
            if (!dump.required()) {
                remarks.add(name + " is missing: " + e.what());
                return;
            }
            // the account itself is good, or the versions had not been told: the next database may let it in
            failures.add(named(dump, e));
        }
    }

    private void write(Dump dump, String name) throws IOException {
        AtomicReference<Dump.Outcome> outcome = new AtomicReference<>();
        backup.write(
                source,
                new OpenBackup.Label(name, dump.format(), dump.database().orElse(null)),
                artifact -> outcome.set(dump.content().write(artifact::stream, stop)));
        remarks.addAll(outcome.get().remarks());
        if (outcome.get().rows().isPresent()) {
            backup.attach(name + ".rows", outcome.get().rows().get().text());
        }
    }

    private static DumpFailedException named(Dump dump, DumpFailedException e) {
        return dump.database()
                .map(name -> new DumpFailedException("database " + name + ": " + e.what(), e.hint(), e.reason(), e))
                .orElse(e);
    }

    private DumpFailedException told() {
        DumpFailedException first = failures.get(0);
        if (failures.size() == 1) {
            return first;
        }
        String all = String.join(
                "; ", failures.stream().map(DumpFailedException::what).toList());
        return new DumpFailedException(all, first.hint(), first.reason(), first);
    }
}
