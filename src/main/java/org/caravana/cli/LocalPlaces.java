package org.caravana.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.caravana.cli.Operations.Answer;
import org.caravana.config.Settings;
import org.caravana.repository.SshSignature;

/** Whether the folders and files that the settings name are there and can be used; needs no server. */
final class LocalPlaces {
    private final Settings settings;
    private final List<Answer> answers = new ArrayList<>();

    LocalPlaces(Settings settings) {
        this.settings = settings;
    }

    List<Answer> answers() {
        if (settings.plans().isEmpty()) {
            bad("plan", "none", "no plan is set", "add plan.NAME.sources, plan.NAME.targets and plan.NAME.schedule");
        }
        writable("repository", settings.repository());
        writable("data", settings.data());
        writable("work", settings.work());
        settings.directories().values().forEach(this::directory);
        settings.targets().values().forEach(this::files);
        settings.verification().signatureKey().ifPresent(this::signature);
        return List.copyOf(answers);
    }

    private void signature(Path key) {
        try {
            SshSignature.prove(key, settings.verification().allowedSigners());
            answers.add(new Answer("signature", key.toString(), true, "signs, and the signature is believed", ""));
        } catch (IOException e) {
            bad(
                    "signature",
                    key.toString(),
                    e.getMessage(),
                    "make a key without passphrase, and its line for signature.allowed-signers, as in docs/targets.md");
        }
    }

    private void directory(Settings.Directory directory) {
        Path path = directory.path();
        if (!Files.exists(path) && isMade(directory.name())) {
            String made = path + " is not there now, and made by its plan's run-before";
            answers.add(new Answer("directory", directory.name(), true, made, ""));
        } else if (!Files.isDirectory(path)) {
            bad(
                    "directory",
                    directory.name(),
                    path + " is no directory",
                    "set directory." + directory.name() + ".path, or mount what belongs there");
        } else if (!Files.isReadable(path) || !Files.isExecutable(path)) {
            bad("directory", directory.name(), "no right to read " + path, "run as a user that may read it");
        } else {
            answers.add(new Answer("directory", directory.name(), true, path + " can be read", ""));
        }
    }

    /** Whether it may be a snapshot that is there only while a plan captures it. */
    private boolean isMade(String directory) {
        return settings.plans().values().stream()
                .filter(plan -> plan.sources().contains(directory))
                .anyMatch(plan -> plan.commands().before().isPresent());
    }

    private void files(Settings.Target target) {
        for (String key : List.of("key-file", "known-hosts")) {
            Optional.ofNullable(target.properties().get(key))
                    .map(Path::of)
                    .filter(file -> !Files.isReadable(file))
                    .ifPresent(file -> bad(
                            "target",
                            target.name(),
                            file + " is not there or may not be read",
                            "make it, or set target." + target.name() + "." + key));
        }
    }

    /** A folder that is made when it is needed is as good as one that is there. */
    private void writable(String key, Path folder) {
        Path there = folder;
        while (there != null && !Files.exists(there)) {
            there = there.getParent();
        }
        if (there == null || !Files.isDirectory(there) || !Files.isWritable(there)) {
            bad("folder", key, "no right to write to " + folder, "set " + key + " to a folder of this user's");
        } else {
            answers.add(new Answer("folder", key, true, folder + " can be written", ""));
        }
    }

    private void bad(String kind, String name, String what, String hint) {
        answers.add(new Answer(kind, name, false, what, hint));
    }
}
