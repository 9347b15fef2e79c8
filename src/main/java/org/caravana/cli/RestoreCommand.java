package org.caravana.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.caravana.config.Settings;
import org.caravana.dump.DumpLoader;
import org.caravana.repository.BackupReader;
import org.caravana.repository.Manifest;
import org.caravana.repository.SignedHeads;
import org.caravana.repository.StopSignal;
import org.caravana.restore.BackupSearch;
import org.caravana.restore.DatabaseRestore;
import org.caravana.restore.Restore;
import org.caravana.restore.RestoreReport;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Brings a backup, or a part of it, back. */
@Command(
        name = "restore",
        description = "Restore a backup, one artifact of it, or some paths, to a directory, a file or a database.",
        footer = {
            "",
            "Examples:",
            "  caravana restore latest --to /tmp/all                          everything",
            "  caravana restore latest systems.tar etc/app.ini --to /tmp/x    one file",
            "  caravana restore 20261102T220003Z conan.dump --into conan      a database",
            "  caravana restore latest conan.dump --output conan.dump         the dump itself",
            "  caravana restore latest --from cloud --to /tmp/all             from a target"
        })
final class RestoreCommand implements Callable<Integer> {
    private static final String STANDARD_OUTPUT = "-";

    @Parameters(index = "0", paramLabel = "BACKUP", description = "A backup's id, or latest.")
    private String backup;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "ARTIFACT",
            description = "What caravana files BACKUP lists, for example systems.tar; otherwise everything.")
    private String artifact;

    @Parameters(index = "2..*", paramLabel = "PATH", description = "Only what lies at or below these paths.")
    private List<String> paths = List.of();

    @ArgGroup(multiplicity = "1")
    private Goal goal;

    @Option(
            names = "--overwrite",
            description = "Replace files that are there already; with --into, drop what the database holds.")
    private boolean overwrite;

    @Option(names = "--no-owners", description = "With --into: leave owners and privileges out.")
    private boolean noOwners;

    @Option(names = "--plan", paramLabel = "PLAN", description = "The plan, if several have such a backup.")
    private String plan;

    @Mixin
    private SignerOptions signers;

    @Mixin
    private PlaceOptions place;

    @ParentCommand
    private Caravana caravana;

    @Spec
    private CommandSpec spec;

    /** Where to; one of three. */
    static final class Goal {
        @Option(names = "--to", paramLabel = "DIR", description = "Restore into this directory.")
        private Path directory;

        @Option(
                names = "--into",
                paramLabel = "DATABASE",
                description = "Load the dump into this database of the settings.")
        private String database;

        @Option(
                names = "--output",
                paramLabel = "FILE",
                description = "Write the artifact's stream to this file; - is standard output.")
        private String file;
    }

    @Override
    public Integer call() throws Exception {
        requireSense();
        Troubles troubles = new Troubles(caravana.terminal());
        try (Operations.OpenStore open = place.open(caravana)) {
            restoreOrNote(open, troubles);
        }
        return ExitCode.OK.code();
    }

    private void restoreOrNote(Operations.OpenStore open, Troubles troubles) throws Exception {
        try {
            restore(open, troubles);
        } catch (Exception e) {
            new SuspectNotes(open, caravana.terminal()).note(e);
            throw e;
        }
    }

    private void restore(Operations.OpenStore open, Troubles troubles) throws Exception {
        BackupReader reader = new BackupReader(open.store());
        Manifest found = new BackupSearch(reader, open.store().name(), troubles).one(Optional.ofNullable(plan), backup);
        Optional<SignedHeads> heads = signers.heads(caravana, open.store());
        if (heads.isPresent()) {
            requireSigned(heads.get(), found);
        }
        List<RestoreReport> reports = restore(reader, found);
        if (!STANDARD_OUTPUT.equals(goal.file)) {
            show(found, reports);
        }
    }

    /** Before anything is written. */
    private void requireSigned(SignedHeads heads, Manifest found) throws IOException {
        heads.require(found);
        heads.newest().forEach(signed -> caravana.terminal()
                .progress("backup " + signed.sequence() + " of " + signed.plan() + ", signed at " + signed.signed()));
    }

    private void requireSense() {
        String wrong = null;
        if (artifact == null && goal.directory == null) {
            wrong = "name the artifact, for example conan.dump";
        } else if (!paths.isEmpty() && goal.directory == null) {
            wrong = "paths can be restored with --to only";
        } else if (noOwners && goal.database == null) {
            wrong = "--no-owners goes with --into only";
        }
        if (wrong != null) {
            throw new ParameterException(spec.commandLine(), wrong);
        }
    }

    private List<RestoreReport> restore(BackupReader reader, Manifest found) throws IOException {
        Progress progress = new Progress(caravana.terminal(), caravana.clock());
        Restore restore = new Restore(reader, overwrite, StopSignal.NEVER, progress::watch);
        if (artifact == null) {
            return restore.whole(found, goal.directory);
        }
        Manifest.Artifact chosen = BackupSearch.artifact(found, artifact);
        if (goal.database != null) {
            DumpLoader.Options options = new DumpLoader.Options(overwrite, !noOwners);
            return List.of(new DatabaseRestore(reader, options, StopSignal.NEVER, progress::watch)
                    .load(found, chosen, database()));
        } else if (goal.file != null) {
            return List.of(toFile(restore, found, chosen));
        }
        return List.of(restore.artifact(found, chosen, paths, goal.directory));
    }

    private RestoreReport toFile(Restore restore, Manifest found, Manifest.Artifact chosen) throws IOException {
        if (!goal.file.equals(STANDARD_OUTPUT)) {
            return restore.file(found, chosen, Path.of(goal.file));
        }
        try (OutputStream out = new FileOutputStream(FileDescriptor.out)) {
            return restore.stream(found, chosen, out);
        }
    }

    private Settings.Database database() {
        Settings settings = caravana.settings();
        Settings.Database database = settings.databases().get(goal.database);
        if (database == null) {
            throw NotFoundException.unknown(
                    "database", goal.database, settings.databases().keySet());
        }
        return database;
    }

    private void show(Manifest found, List<RestoreReport> reports) {
        Terminal terminal = caravana.terminal();
        terminal.print(
                Json.object(
                        "plan", found.plan(),
                        "backup", found.backup(),
                        "restored", reports.stream().map(this::members).toList()),
                () -> reports.forEach(report -> print(report, terminal)));
    }

    private Map<String, Object> members(RestoreReport report) {
        return Json.object(
                "artifact", report.artifact(),
                "to", to(report),
                "entries", report.entries(),
                "bytes", report.bytes(),
                "shortfalls", report.shortfalls(),
                "first", report.first());
    }

    private void print(RestoreReport report, Terminal terminal) {
        String entries = report.entries() == 0 ? "" : report.entries() + " entries, ";
        Translation words = Translation.to(caravana.home().language());
        terminal.line(words.of("restored " + report.artifact() + " to " + words.of(to(report)) + ": " + entries
                + Printable.size(report.bytes())));
        if (report.shortfalls() > 0) {
            terminal.progress(words.of(report.shortfalls() + " thing(s) are not as they were:"));
            report.first().forEach(shortfall -> terminal.progress("  " + shortfall));
        }
    }

    private String to(RestoreReport report) {
        return report.to() == null ? "database " + goal.database : report.to().toString();
    }
}
