package org.caravana.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.caravana.config.Settings;
import org.caravana.repository.BackupReader;
import org.caravana.repository.KeyProof;
import org.caravana.repository.Manifest;
import org.caravana.restore.BackupSearch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** The age identities that read encrypted targets. */
@Command(
        name = "key",
        description = "Work with the age identity that reads an encrypted target.",
        subcommands = KeyCommand.Confirm.class)
final class KeyCommand implements Callable<Integer> {
    @ParentCommand
    private Caravana caravana;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getOut());
        return ExitCode.USAGE.code();
    }

    /** Whether an identity opens what a target holds. */
    @Command(
            name = "confirm",
            description = "Prove that an identity opens what a target holds: of each plan's newest backup the manifest,"
                    + " the sums, every index and one pack are fetched, decrypted and compared with their sums.",
            footer = {"", "Worth doing once a quarter with the identity from the safe, and after every change of keys."
            })
    static final class Confirm implements Callable<Integer> {
        @Option(names = "--from", paramLabel = "TARGET", required = true, description = "The target.")
        private String target;

        @Option(
                names = "--identity",
                paramLabel = "FILE",
                required = true,
                description = "The file that age-keygen wrote.")
        private Path identity;

        @ParentCommand
        private KeyCommand key;

        @Override
        public Integer call() throws Exception {
            Caravana caravana = key.caravana;
            Home home = caravana.home();
            Settings settings = caravana.settings();
            Names.requireTarget(settings, target);
            requireEncrypted(settings.targets().get(target));
            Terminal terminal = caravana.terminal();
            Troubles troubles = new Troubles(terminal);
            List<Map<String, Object>> opened = new ArrayList<>();
            try (Operations.OpenStore open = caravana.operations().target(home, target, Optional.of(identity))) {
                BackupReader reader = new BackupReader(open.store());
                BackupSearch search = new BackupSearch(reader, open.store().name(), troubles);
                KeyProof proof = new KeyProof(open.store());
                for (String plan : plans(reader)) {
                    Manifest newest = search.one(Optional.of(plan), "latest");
                    int objects = proof.open(newest);
                    opened.add(Json.object("plan", plan, "backup", newest.backup(), "objects", objects));
                    terminal.progress("opened " + objects + " object(s) of " + plan + " " + newest.backup());
                }
            }
            terminal.print(opened, () -> terminal.line("the identity opens what " + target + " holds"));
            return troubles.code().code();
        }

        private static void requireEncrypted(Settings.Target target) {
            if (target.encryptTo().isEmpty()) {
                throw new NotFoundException(
                        "target " + target.name() + " is not encrypted",
                        "set target." + target.name()
                                + ".encrypt-to to the recipients of the office and of an escrow key");
            }
        }

        private List<String> plans(BackupReader reader) throws IOException {
            List<String> plans = reader.plans();
            if (plans.isEmpty()) {
                throw new NotFoundException(
                        "target " + target + " holds no backup yet", "run a plan that has a copy there first");
            }
            return plans;
        }
    }
}
