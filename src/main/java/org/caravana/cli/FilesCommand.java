package org.caravana.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.caravana.repository.BackupReader;
import org.caravana.repository.FileEntry;
import org.caravana.repository.FileList;
import org.caravana.repository.ListedFile;
import org.caravana.repository.Manifest;
import org.caravana.restore.BackupSearch;
import org.caravana.restore.DirectoryArtifact;
import org.caravana.restore.PathSelection;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** What a backup holds. */
@Command(name = "files", description = "List what a backup holds: its artifacts, or a directory's files.")
final class FilesCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "BACKUP", description = "A backup's id, or latest.")
    private String backup;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "ARTIFACT",
            description = "A directory, for example systems.tar.")
    private String artifact;

    @Parameters(index = "2..*", paramLabel = "PATH", description = "Only what lies at or below these paths.")
    private List<String> paths = List.of();

    @Option(names = "--plan", paramLabel = "PLAN", description = "The plan, if several have such a backup.")
    private String plan;

    @Mixin
    private PlaceOptions place;

    @ParentCommand
    private Caravana caravana;

    @Override
    public Integer call() throws Exception {
        Terminal terminal = caravana.terminal();
        Troubles troubles = new Troubles(terminal);
        try (Operations.OpenStore open = place.open(caravana)) {
            BackupReader reader = new BackupReader(open.store());
            Manifest found =
                    new BackupSearch(reader, open.store().name(), troubles).one(Optional.ofNullable(plan), backup);
            if (artifact == null) {
                artifacts(found, terminal);
            } else {
                files(reader, found, BackupSearch.artifact(found, artifact), terminal);
            }
        }
        return troubles.code().code();
    }

    private static void artifacts(Manifest found, Terminal terminal) {
        terminal.print(found.artifacts().stream().map(ListCommand::members).toList(), () -> {
            Table table = new Table("ARTIFACT", "SOURCE", "FORMAT", "SIZE", "ADDED", "ENTRIES", "NOTED");
            found.artifacts()
                    .forEach(a -> table.row(
                            a.name(),
                            a.source(),
                            a.format(),
                            Printable.size(a.plain()),
                            Printable.size(a.stored()),
                            DirectoryArtifact.isTar(a) ? a.entries() : null,
                            DirectoryArtifact.isTar(a) ? a.noted() : null));
            table.print(terminal.out());
        });
    }

    /** Line by line: a list may be longer than memory. */
    private void files(BackupReader reader, Manifest found, Manifest.Artifact of, Terminal terminal)
            throws IOException {
        DirectoryArtifact.requireTar(of);
        PathSelection selection = new PathSelection(paths.isEmpty() ? List.of(".") : paths);
        ZoneId zone = ZoneId.of(found.zone());
        PrintWriter out = terminal.out();
        String between = "[\n";
        try (FileList files = reader.files(found, of.name())) {
            for (ListedFile file = files.next(selection); file != null; file = files.next(selection)) {
                if (selection.test(file.entry())) {
                    out.print(terminal.json() ? between + Json.line(members(file.entry())) : line(file.entry(), zone));
                    between = ",\n";
                }
            }
        }
        if (terminal.json()) {
            out.print(between.equals("[\n") ? "[]\n" : "\n]\n");
        }
        out.flush();
        DirectoryArtifact.requireFound(found, of, selection);
    }

    private static String line(FileEntry entry, ZoneId zone) {
        String owner = name(entry.user(), entry.uid()) + " " + name(entry.group(), entry.gid());
        String link = entry.link().length == 0 ? "" : " -> " + entry.linkText();
        String note = entry.note() == FileEntry.Note.NONE ? "" : " [" + noteOf(entry) + "]";
        return String.format(
                "%s%04o %s %12d %s %s%s%s%n",
                entry.kind() == 'f' ? '-' : entry.kind(),
                entry.mode(),
                owner,
                entry.size(),
                Printable.time(mtime(entry), zone),
                entry.pathText(),
                link,
                note);
    }

    private static String name(byte[] name, long id) {
        return name.length == 0 ? Long.toString(id) : new String(name, StandardCharsets.UTF_8);
    }

    private static Map<String, Object> members(FileEntry entry) {
        Map<String, Object> members = Json.object(
                "path", entry.pathText(),
                "kind", String.valueOf(entry.kind()),
                "mode", String.format("%04o", entry.mode()),
                "uid", entry.uid(),
                "gid", entry.gid(),
                "size", entry.size(),
                "mtime", mtime(entry));
        members.put("link", entry.link().length == 0 ? null : entry.linkText());
        members.put("note", entry.note() == FileEntry.Note.NONE ? null : noteOf(entry));
        return members;
    }

    private static Instant mtime(FileEntry entry) {
        return Instant.ofEpochSecond(entry.mtimeSeconds(), entry.mtimeNanos());
    }

    private static String noteOf(FileEntry entry) {
        return entry.note().name().toLowerCase(Locale.ROOT);
    }
}
