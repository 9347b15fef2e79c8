package org.caravana.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.caravana.repository.BackupReader;
import org.caravana.repository.DamagedException;
import org.caravana.repository.Manifest;
import org.caravana.repository.StopSignal;
import org.caravana.repository.Verifier;
import org.caravana.restore.BackupSearch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Whether backups are still what was written. */
@Command(
        name = "verify",
        description =
                "Read backups whole and compare every object with its checksum; tells everything that is damaged.")
final class VerifyCommand implements Callable<Integer> {
    @Parameters(arity = "0..1", paramLabel = "BACKUP", description = "A backup's id, or latest; otherwise all.")
    private String backup;

    @Option(names = "--plan", paramLabel = "PLAN", description = "Only this plan's.")
    private String plan;

    @Mixin
    private PlaceOptions place;

    @ParentCommand
    private Caravana caravana;

    /** One backup's result. */
    private record Verdict(Manifest backup, List<DamagedException> damages) {}

    @Override
    public Integer call() throws Exception {
        Terminal terminal = caravana.terminal();
        Troubles troubles = new Troubles(terminal);
        try (Operations.OpenStore open = place.open(caravana)) {
            BackupSearch search = new BackupSearch(
                    new BackupReader(open.store()), open.store().name(), troubles);
            Verifier verifier = new Verifier(open.store());
            List<Verdict> verdicts = new ArrayList<>();
            List<Manifest> asked = asked(search);
            requireAnything(asked, open.store().name(), troubles);
            for (Manifest each : asked) {
                Verdict verdict = new Verdict(each, verifier.verify(each.path(), StopSignal.NEVER));
                verdicts.add(verdict);
                verdict.damages().forEach(troubles);
                if (!terminal.json()) {
                    terminal.line(line(verdict));
                }
            }
            terminal.print(verdicts.stream().map(VerifyCommand::members).toList(), () -> {});
        }
        return troubles.code().code();
    }

    private List<Manifest> asked(BackupSearch search) throws Exception {
        Optional<String> of = Optional.ofNullable(plan);
        return backup == null ? search.all(of) : List.of(search.one(of, backup));
    }

    /** Silence about an empty place would read as good news. */
    private static void requireAnything(List<Manifest> asked, String place, Troubles troubles) {
        if (asked.isEmpty() && troubles.code() == ExitCode.OK) {
            throw new NotFoundException(
                    place + " holds no backup that could be verified",
                    "run the plan, or look with caravana jobs why there is none");
        }
    }

    private static String line(Verdict verdict) {
        int count = verdict.damages().size();
        String result = count == 0 ? "ok, every object read back" : "DAMAGED, " + count + " finding(s)";
        return verdict.backup().plan() + " " + verdict.backup().backup() + ": " + result;
    }

    private static Map<String, Object> members(Verdict verdict) {
        return Json.object(
                "plan", verdict.backup().plan(),
                "backup", verdict.backup().backup(),
                "good", verdict.damages().isEmpty(),
                "damages",
                        verdict.damages().stream()
                                .map(d -> Json.object("path", d.path(), "what", d.what()))
                                .toList());
    }
}
