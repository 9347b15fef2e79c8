package org.caravana.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.caravana.config.Settings;
import org.caravana.retention.RetentionReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** What is to become of the cycles. */
@Command(
        name = "retain",
        description = "Tell which cycles may go from which place, and why the others stay; deletes nothing.",
        footer = {"", "What may go is discarded when the plan's next job has ended (docs/retention.md)."})
final class RetainCommand implements Callable<Integer> {
    @Option(
            names = "--dry-run",
            required = true,
            description = "Has to be said, so that nobody takes this for the discarding itself.")
    private boolean dryRun;

    @Option(names = "--plan", paramLabel = "PLAN", description = "Only this plan's.")
    private String plan;

    @ParentCommand
    private Caravana caravana;

    @Override
    public Integer call() throws Exception {
        Terminal terminal = caravana.terminal();
        List<RetentionReport> reports = new ArrayList<>();
        try (JobRecords records = caravana.records()) {
            for (String name : plans()) {
                reports.addAll(records.retention(name));
            }
        }
        terminal.print(reports.stream().map(RetentionJson::members).toList(), () -> table(reports)
                .print(terminal.out()));
        boolean away = reports.stream().anyMatch(report -> report.cycle() == null);
        return (away ? ExitCode.UNREACHABLE : ExitCode.OK).code();
    }

    private List<String> plans() {
        Settings settings = caravana.settings();
        return Optional.ofNullable(plan)
                .map(List::of)
                .orElseGet(() -> List.copyOf(settings.plans().keySet()));
    }

    private static Table table(List<RetentionReport> reports) {
        Table table = new Table("PLAN", "PLACE", "CYCLE", "BACKUPS", "WHAT", "WHY");
        for (RetentionReport report : reports) {
            String what = report.cycle() == null ? "?" : report.discard() ? "may go" : "stays";
            table.row(report.plan(), report.place(), report.cycle(), report.backups(), what, report.why());
        }
        return table;
    }
}
