package org.caravana.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.caravana.config.Settings;
import org.caravana.plan.Plan;
import org.caravana.repository.BackupReader;
import org.caravana.repository.LocalStore;
import org.caravana.repository.Manifest;
import org.caravana.target.Seed;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Writes a target's first copy onto a disk. */
@Command(
        name = "copy",
        description =
                "Write what a target's first copy would hold onto a disk, to be carried there: the newest backup of"
                        + " each plan that is meant for the target, encrypted if the target is.",
        footer = {
            "",
            "Put the folder's content into the target's folder afterwards; the next copy reads it back instead of sending",
            "it (docs/targets.md). May run beside the service. What is cut off is gone on with by the same command."
        })
final class CopyCommand implements Callable<Integer> {
    @Option(names = "--seed", paramLabel = "TARGET", required = true, description = "The target.")
    private String target;

    @Option(
            names = "--to",
            paramLabel = "DIR",
            required = true,
            description = "A folder on the disk; it must be there.")
    private Path to;

    @Option(
            names = "--plan",
            paramLabel = "PLAN",
            description = "Only this plan's; otherwise each that has the target.")
    private String plan;

    @ParentCommand
    private Caravana caravana;

    private record Seeded(Manifest backup, Seed.Written written) {}

    @Override
    public Integer call() throws Exception {
        Settings settings = caravana.settings();
        Names.requireTarget(settings, target);
        Names.requirePlan(settings, plan);
        Path disk = requireFolder(settings);
        Terminal terminal = caravana.terminal();
        Troubles troubles = new Troubles(terminal);
        Seed seed = new Seed(settings, target, disk);
        List<Seeded> seeded = new ArrayList<>();
        for (String each : plans(settings)) {
            Optional<Manifest> newest = newest(settings, each, troubles);
            if (newest.isPresent()) {
                seeded.add(new Seeded(newest.get(), seed.write(newest.get(), terminal::progress)));
            }
        }
        if (seeded.isEmpty()) {
            throw new NotFoundException(
                    "the repository holds no backup that " + target + " is to get", "run a plan first");
        }
        show(seeded, terminal);
        return troubles.code().code();
    }

    private Path requireFolder(Settings settings) throws IOException {
        if (!Files.isDirectory(to)) {
            throw new NotFoundException("there is no folder " + to, "mount the disk and make the folder on it");
        }
        Path disk = to.toRealPath();
        Path repository = settings.repository().toAbsolutePath().normalize();
        if (disk.startsWith(Files.exists(repository) ? repository.toRealPath() : repository)) {
            throw new RefusedException(disk + " lies in the repository", "name a folder on the disk to be carried");
        }
        return disk;
    }

    private List<String> plans(Settings settings) {
        List<String> meant = settings.plans().values().stream()
                .filter(each -> each.targets().contains(target))
                .map(Plan::name)
                .filter(name -> plan == null || plan.equals(name))
                .toList();
        if (meant.isEmpty()) {
            throw new NotFoundException(
                    "no such plan has a copy at " + target, "add " + target + " to plan.NAME.targets first");
        }
        return meant;
    }

    private static Optional<Manifest> newest(Settings settings, String plan, Troubles troubles) throws IOException {
        BackupReader reader = new BackupReader(new LocalStore(settings.repository()));
        return reader.plans().contains(plan)
                ? reader.backups(plan, troubles).stream().max(Comparator.comparing(Manifest::backup))
                : Optional.empty();
    }

    private void show(List<Seeded> seeded, Terminal terminal) {
        terminal.print(
                seeded.stream().map(CopyCommand::members).toList(),
                () -> seeded.forEach(each ->
                        terminal.line(each.backup().plan() + " " + each.backup().backup() + ": "
                                + each.written().objects() + " object(s), "
                                + each.written().bytes() + " bytes written, "
                                + each.written().kept() + " there already")));
    }

    private static Map<String, Object> members(Seeded each) {
        return Json.object(
                "plan", each.backup().plan(),
                "backup", each.backup().backup(),
                "objects", each.written().objects(),
                "bytes", each.written().bytes(),
                "kept", each.written().kept());
    }
}
