package org.caravana.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.caravana.cli.Operations.Answer;
import org.caravana.config.Settings;
import org.caravana.plan.Plan;
import org.caravana.repository.BackupReader;
import org.caravana.repository.LocalStore;
import org.caravana.repository.Manifest;
import org.caravana.repository.SafeFile;
import org.caravana.restore.BackupSearch;
import org.caravana.retention.Holdings;

/** Pins and unpins a backup at every place that holds it: a small file in its cycle's folder, with the reason. */
final class Pins {
    private final Caravana caravana;
    private final Settings settings;

    Pins(Caravana caravana) {
        this.caravana = caravana;
        this.settings = caravana.settings();
    }

    /** @param reason empty: the pin is taken away. @return how each place answered */
    List<Answer> set(String plan, String backup, Optional<String> reason) throws Exception {
        Plan of = Optional.ofNullable(settings.plans().get(plan))
                .orElseThrow(() ->
                        NotFoundException.unknown("plan", plan, settings.plans().keySet()));
        Manifest manifest = new BackupSearch(
                        new BackupReader(new LocalStore(settings.repository())), LocalStore.NAME, trouble -> {})
                .one(Optional.of(plan), backup);
        String object = plan + "/" + manifest.cycle() + "/" + Holdings.PIN + manifest.backup();
        List<Answer> answers = new ArrayList<>();
        answers.add(here(object, reason));
        answers.addAll(caravana.operations().mark(caravana.home(), of.targets(), object, reason.map(r -> r + "\n")));
        return answers;
    }

    private Answer here(String object, Optional<String> reason) throws IOException {
        Path file = settings.repository().resolve(object);
        if (reason.isPresent()) {
            SafeFile.write(file, (reason.get() + "\n").getBytes(java.nio.charset.StandardCharsets.UTF_8));
        } else {
            Files.deleteIfExists(file);
        }
        return new Answer(LocalStore.NAME, "local", true, reason.isPresent() ? "pinned" : "not pinned", "");
    }

    /** Prints how each place answered, and says so by the exit code. */
    Integer tell(List<Answer> answers) {
        Terminal terminal = caravana.terminal();
        terminal.print(
                answers.stream()
                        .map(a -> Json.object(
                                "kind", a.kind(), "name", a.name(), "good", a.good(), "what", a.what(), "hint",
                                a.hint()))
                        .toList(),
                () -> answers.forEach(a -> terminal.line(
                        a.name() + ": " + a.what() + (a.good() || a.hint().isEmpty() ? "" : "; HINT: " + a.hint()))));
        return (answers.stream().allMatch(Answer::good) ? ExitCode.OK : ExitCode.UNREACHABLE).code();
    }
}
