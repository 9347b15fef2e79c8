package org.caravana.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.caravana.config.Settings;
import org.caravana.repository.Adoption;
import org.caravana.repository.BackupReader;
import org.caravana.repository.Manifest;
import org.caravana.repository.Repository;
import org.caravana.repository.StopSignal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Rebuilds the repository and the job catalogue from a target. */
@Command(
        name = "adopt",
        description = "Bring a target's backups back into the repository and the job catalogue, for example on a new"
                + " machine; the next job goes on from there.",
        footer = {
            "",
            "Needs the settings, with the target and the plans, and the service stopped. What is cut off is gone on",
            "with by the same command. To restore only, restore --from is enough."
        })
final class AdoptCommand implements Callable<Integer> {
    @Option(names = "--from", paramLabel = "TARGET", required = true, description = "The target.")
    private String target;

    @Option(
            names = "--identity",
            paramLabel = "FILE",
            description = "The age identity that reads a target which is encrypted.")
    private Path identity;

    @Option(names = "--plan", paramLabel = "PLAN", description = "Only this plan's; otherwise all that lie there.")
    private String plan;

    @ParentCommand
    private Caravana caravana;

    /** @param jobs how many were written into the catalogue; none for a plan that is not in the settings */
    private record Adopted(String plan, List<Manifest> backups, int jobs, boolean known) {}

    @Override
    public Integer call() throws Exception {
        Home home = caravana.home();
        Settings settings = caravana.settings();
        Names.requireTarget(settings, target);
        Terminal terminal = caravana.terminal();
        Troubles troubles = new Troubles(terminal);
        List<Adopted> adopted = new ArrayList<>();
        try (CatalogueLock lock = caravana.lock(settings);
                Operations.OpenStore open = caravana.operations().target(home, target, Optional.ofNullable(identity))) {
            Adoption adoption = new Adoption(
                    open.store(),
                    new Repository(settings.repository(), caravana.clock()),
                    settings.language().toLanguageTag(),
                    troubles);
            for (String each : plans(new BackupReader(open.store()))) {
                List<Manifest> backups = adoption.adopt(
                        each, StopSignal.NEVER, backup -> terminal.progress(each + " " + backup.backup() + " is here"));
                adopted.add(record(home, lock, settings, each, backups));
            }
        }
        show(adopted, terminal);
        return troubles.code().code();
    }

    private List<String> plans(BackupReader reader) throws IOException {
        List<String> there = reader.plans();
        if (plan != null && !there.contains(plan)) {
            throw NotFoundException.unknown("plan at " + target, plan, there);
        }
        if (there.isEmpty()) {
            throw new NotFoundException(
                    "target " + target + " holds no backup", "look whether its address and folder are the right ones");
        }
        return plan == null ? there : List.of(plan);
    }

    private Adopted record(Home home, CatalogueLock lock, Settings settings, String name, List<Manifest> backups)
            throws Exception {
        boolean known = settings.plans().containsKey(name);
        int jobs = known ? caravana.operations().adopt(home, lock, target, name, backups) : 0;
        return new Adopted(name, backups, jobs, known);
    }

    private void show(List<Adopted> adopted, Terminal terminal) {
        terminal.print(
                adopted.stream().map(AdoptCommand::members).toList(),
                () -> adopted.forEach(each -> {
                    terminal.line(each.plan() + ": " + each.backups().size() + " backup(s) in the repository, "
                            + each.jobs() + " job(s) written");
                    if (!each.known()) {
                        terminal.progress(
                                each.plan() + " is not a plan of the settings: its backups can be restored, and"
                                        + " nothing goes on from them");
                    }
                }));
    }

    private static Map<String, Object> members(Adopted each) {
        return Json.object(
                "plan", each.plan(),
                "backups", each.backups().stream().map(Manifest::backup).toList(),
                "jobs", each.jobs());
    }
}
