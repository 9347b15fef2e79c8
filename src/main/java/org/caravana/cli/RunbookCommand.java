package org.caravana.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.caravana.config.Settings;
import org.caravana.notice.Runbook;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** The page for the day on which the server is lost. */
@Command(
        name = "runbook",
        description = "Print what to do when this server is lost: to be printed on paper and kept elsewhere. It names"
                + " this installation's plans and targets, and no secret.")
final class RunbookCommand implements Callable<Integer> {
    @Option(
            names = "--language",
            paramLabel = "LANGUAGE",
            description = "pt-BR or en; otherwise the office's language.")
    private String language;

    @ParentCommand
    private Caravana caravana;

    @Override
    public Integer call() throws IOException {
        Settings settings = caravana.settings();
        Locale spoken = language == null ? settings.language() : Locale.forLanguageTag(language);
        Terminal terminal = caravana.terminal();
        String host = InetAddress.getLocalHost().getHostName();
        String page = Runbook.render(settings, host, caravana.clock().instant(), spoken);
        terminal.print(Json.object("runbook", page), () -> page.lines().forEach(terminal::line));
        return ExitCode.OK.code();
    }
}
