package org.caravana.cli;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.caravana.repository.BackupReader;
import org.caravana.repository.Manifest;
import org.caravana.restore.BackupSearch;
import org.caravana.restore.SealedBackup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Which backups a place holds. */
@Command(name = "list", description = "List the backups, newest first.")
final class ListCommand implements Callable<Integer> {
    @Option(names = "--plan", paramLabel = "PLAN", description = "Only this plan's.")
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
            Optional<List<SealedBackup>> sealed = open.sealed();
            if (sealed.isPresent()) {
                printSealed(terminal, sealed.get());
                return ExitCode.OK.code();
            }
            BackupReader reader = new BackupReader(open.store());
            List<Manifest> backups =
                    new BackupSearch(reader, open.store().name(), troubles).all(Optional.ofNullable(plan));
            Map<Manifest, String> pins = new PinnedBackups(open.store()).reasons(backups);
            terminal.print(backups.stream().map(backup -> members(backup, pins)).toList(), () -> table(backups, pins)
                    .print(terminal.out()));
        }
        return troubles.code().code();
    }

    /** What an encrypted target shows to who has no key to it. */
    private void printSealed(Terminal terminal, List<SealedBackup> backups) {
        List<SealedBackup> asked = backups.stream()
                .filter(backup -> plan == null || backup.plan().equals(plan))
                .toList();
        Table table = new Table("PLAN", "CYCLE", "BACKUP", "SIZE");
        asked.forEach(b -> table.row(b.plan(), b.cycle(), b.id(), Printable.size(b.bytes())));
        terminal.print(asked.stream().map(ListCommand::members).toList(), () -> {
            table.print(terminal.out());
            terminal.line("encrypted: what they hold is shown with --identity FILE");
        });
    }

    private static Map<String, Object> members(SealedBackup backup) {
        return Json.object(
                "plan", backup.plan(),
                "cycle", backup.cycle(),
                "backup", backup.id(),
                "bytes", backup.bytes());
    }

    private static Table table(List<Manifest> backups, Map<Manifest, String> pins) {
        List<String> headings =
                new ArrayList<>(List.of("PLAN", "BACKUP", "STARTED", "SOURCES", "SIZE", "ADDED", "ARTIFACTS"));
        if (!pins.isEmpty()) {
            headings.add("PINNED");
        }
        Table table = new Table(headings.toArray(String[]::new));
        for (Manifest backup : backups) {
            long captured = backup.sources().stream()
                    .filter(s -> s.state() == Manifest.Source.State.CAPTURED)
                    .count();
            List<Object> cells = new ArrayList<>(List.of(
                    backup.plan(),
                    backup.backup(),
                    Printable.time(backup.started(), ZoneId.of(backup.zone())),
                    captured + " of " + backup.sources().size(),
                    Printable.size(plain(backup)),
                    Printable.size(stored(backup)),
                    String.join(
                            " ",
                            backup.artifacts().stream()
                                    .map(Manifest.Artifact::name)
                                    .toList())));
            if (!pins.isEmpty()) {
                cells.add(pins.get(backup));
            }
            table.row(cells.toArray());
        }
        return table;
    }

    private static Map<String, Object> members(Manifest backup, Map<Manifest, String> pins) {
        Map<String, Object> members = Json.object(
                "plan", backup.plan(),
                "cycle", backup.cycle(),
                "backup", backup.backup(),
                "sequence", backup.sequence(),
                "scheduled", backup.scheduled(),
                "started", backup.started(),
                "ended", backup.ended(),
                "complete", backup.complete());
        members.put("plain", plain(backup));
        members.put("stored", stored(backup));
        members.put("pinned", pins.get(backup));
        members.put(
                "artifacts",
                backup.artifacts().stream().map(ListCommand::members).toList());
        return members;
    }

    static Map<String, Object> members(Manifest.Artifact artifact) {
        return Json.object(
                "name", artifact.name(),
                "source", artifact.source(),
                "format", artifact.format(),
                "plain", artifact.plain(),
                "stored", artifact.stored(),
                "entries", artifact.entries(),
                "noted", artifact.noted());
    }

    private static long plain(Manifest backup) {
        return backup.artifacts().stream().mapToLong(Manifest.Artifact::plain).sum();
    }

    private static long stored(Manifest backup) {
        return backup.artifacts().stream().mapToLong(Manifest.Artifact::stored).sum();
    }
}
