package org.caravana.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.caravana.archive.SystemCalls;
import org.caravana.cli.Operations.Answer;
import org.caravana.config.InvalidSettingsException;
import org.caravana.config.Settings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Is everything set up, and does everything answer? */
@Command(
        name = "check",
        description =
                "Check the settings, and whether every source answers and every target takes what is written; tells every problem.")
final class CheckCommand implements Callable<Integer> {
    private static final String NO_CALLS =
            "give work= or the user's home a file system that is not mounted noexec; they need 64-bit Linux";

    @Option(names = "--settings-only", description = "Do not ask databases and targets, and write nothing.")
    private boolean settingsOnly;

    @ParentCommand
    private Caravana caravana;

    @Override
    public Integer call() throws Exception {
        List<Answer> answers = new ArrayList<>();
        ExitCode code = ask(answers);
        Terminal terminal = caravana.terminal();
        terminal.print(answers.stream().map(CheckCommand::members).toList(), () -> {
            Translation words = Translation.to(caravana.home().language());
            answers.forEach(answer -> print(answer, terminal, words));
            terminal.line(words.of(summary(answers)));
        });
        return code.code();
    }

    private ExitCode ask(List<Answer> answers) throws Exception {
        Settings settings;
        try {
            settings = caravana.settings();
        } catch (InvalidSettingsException e) {
            e.problems().forEach(p -> answers.add(new Answer("setting", p.key(), false, p.what(), p.hint())));
            return ExitCode.SETTINGS;
        }
        answers.add(new Answer("settings", caravana.home().settingsFile().toString(), true, "are valid", ""));
        answers.addAll(new LocalPlaces(settings).answers());
        answers.addAll(new PlanFiles(caravana.home().routes(), settings.plans().values()).problems());
        if (!settings.directories().isEmpty()) {
            SystemCalls.lack()
                    .ifPresent(what -> answers.add(new Answer("machine", "system calls", true, what, NO_CALLS)));
        }
        if (!settingsOnly) {
            List<Answer> known = List.copyOf(answers);
            caravana.operations().check(caravana.home()).stream()
                    .filter(answer -> known.stream().noneMatch(problem -> explains(problem, answer)))
                    .forEach(answers::add);
        }
        answers.addAll(new NewCycles(settings).answers());
        return code(answers);
    }

    /** What is wrong on this machine is why the place does not answer. */
    private static boolean explains(Answer problem, Answer answer) {
        return !problem.good()
                && !answer.good()
                && problem.kind().equals(answer.kind())
                && problem.name().equals(answer.name());
    }

    private static ExitCode code(List<Answer> answers) {
        Set<String> bad = answers.stream()
                .filter(answer -> !answer.good())
                .map(Answer::kind)
                .collect(Collectors.toSet());
        if (bad.isEmpty()) {
            return ExitCode.OK;
        } else if (bad.contains("plan") || bad.contains("routes")) {
            return ExitCode.SETTINGS;
        }
        return Set.of("folder", "clock", "signature").containsAll(bad) ? ExitCode.FAILURE : ExitCode.UNREACHABLE;
    }

    private static void print(Answer answer, Terminal terminal, Translation words) {
        String sign = answer.good() ? "ok    " : words.of("PROBLEM") + " ";
        terminal.line(sign + words.of(answer.kind()) + " " + answer.name() + ": " + words.of(answer.what()));
        if (!answer.hint().isEmpty()) {
            terminal.line("      " + words.of("HINT") + ": " + words.of(answer.hint()));
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
