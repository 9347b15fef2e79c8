package org.caravana.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.caravana.cli.Operations.Answer;
import org.caravana.config.InvalidSettingsException;
import org.caravana.config.Settings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Is everything set up, and does everything answer? */
@Command(
        name = "check",
        description = "Check the settings, and whether every source and target answers; tells every problem.")
final class CheckCommand implements Callable<Integer> {
    @Option(names = "--settings-only", description = "Do not ask databases and targets.")
    private boolean settingsOnly;

    @ParentCommand
    private Caravana caravana;

    @Override
    public Integer call() throws Exception {
        List<Answer> answers = new ArrayList<>();
        ExitCode code = ask(answers);
        Terminal terminal = caravana.terminal();
        terminal.print(answers.stream().map(CheckCommand::members).toList(), () -> {
            answers.forEach(answer -> print(answer, terminal));
            terminal.line(summary(answers));
        });
        return code.code();
    }

    private ExitCode ask(List<Answer> answers) throws Exception {
        Settings settings;
        try {
            settings = caravana.home().settings();
        } catch (InvalidSettingsException e) {
            e.problems().forEach(p -> answers.add(new Answer("setting", p.key(), false, p.what(), p.hint())));
            return ExitCode.SETTINGS;
        }
        answers.add(new Answer("settings", caravana.home().settingsFile().toString(), true, "are valid", ""));
        answers.addAll(new LocalPlaces(settings).answers());
        answers.addAll(new PlanFiles(caravana.home().routes(), settings.plans().keySet()).problems());
        if (!settingsOnly) {
            answers.addAll(caravana.operations().check(caravana.home()));
        }
        return answers.stream().allMatch(Answer::good) ? ExitCode.OK : ExitCode.UNREACHABLE;
    }

    private static void print(Answer answer, Terminal terminal) {
        String sign = answer.good() ? "ok    " : "PROBLEM ";
        terminal.line(sign + answer.kind() + " " + answer.name() + ": " + answer.what());
        if (!answer.hint().isEmpty()) {
            terminal.line("      HINT: " + answer.hint());
        }
    }

    private static String summary(List<Answer> answers) {
        long bad = answers.stream().filter(a -> !a.good()).count();
        return bad == 0 ? "everything answers" : bad == 1 ? "1 problem" : bad + " problems";
    }

    private static Map<String, Object> members(Answer a) {
        return Json.object("kind", a.kind(), "name", a.name(), "good", a.good(), "what", a.what(), "hint", a.hint());
    }
}
