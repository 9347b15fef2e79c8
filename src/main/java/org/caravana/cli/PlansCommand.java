package org.caravana.cli;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.caravana.plan.Calendar;
import org.caravana.plan.Plan;
import org.caravana.plan.Schedule;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Which plans there are, and when they fire. */
@Command(name = "plans", description = "List the plans and when they fire next.")
final class PlansCommand implements Callable<Integer> {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEE yyyy-MM-dd HH:mm z", Locale.ENGLISH);
    private static final int MOST = 1000;

    @Option(
            names = "--next",
            paramLabel = "N",
            defaultValue = "1",
            description = "How many firings of each, 1 to 1000.")
    private int next;

    @ParentCommand
    private Caravana caravana;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (next < 1 || next > MOST) {
            throw new ParameterException(spec.commandLine(), "--next takes 1 to " + MOST + ", not " + next);
        }
        List<Plan> plans = List.copyOf(caravana.settings().plans().values());
        Instant now = caravana.clock().instant();
        Terminal terminal = caravana.terminal();
        terminal.print(plans.stream().map(plan -> members(plan, now)).toList(), () -> table(plans, now)
                .print(terminal.out()));
        return ExitCode.OK.code();
    }

    private Table table(List<Plan> plans, Instant now) {
        Table table = new Table("PLAN", "SOURCES", "TARGETS", "SCHEDULE", "NEXT", "WHY");
        for (Plan plan : plans) {
            List<Instant> firings = plan.schedule().next(now, next);
            for (int i = 0; i < Math.max(1, firings.size()); i++) {
                String firing = firings.isEmpty()
                        ? plan.watched().map(files -> "with a file").orElse("never")
                        : DAY.format(firings.get(i).atZone(plan.schedule().zone()));
                String why = firings.isEmpty() ? "" : why(plan.schedule(), firings.get(i));
                if (i == 0) {
                    table.row(
                            plan.name(),
                            String.join(",", plan.sources()),
                            String.join(",", plan.targets()),
                            start(plan),
                            firing,
                            why);
                } else {
                    table.row("", "", "", "", firing, why);
                }
            }
        }
        return table;
    }

    private static String start(Plan plan) {
        return Stream.of(Optional.of(plan.schedule().text()), plan.watched().map(files -> "file " + files))
                .flatMap(Optional::stream)
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining("; "));
    }

    private static String why(Schedule schedule, Instant firing) {
        boolean untilDone = schedule.calendar().filter(Calendar::untilDone).isPresent();
        return Stream.concat(
                        schedule.reasons(firing).stream(),
                        untilDone ? Stream.of("and the next days until it is COMPLETED") : Stream.empty())
                .collect(Collectors.joining("; "));
    }

    private Map<String, Object> members(Plan plan, Instant now) {
        Map<String, Object> members = Json.object(
                "plan", plan.name(),
                "sources", plan.sources(),
                "targets", plan.targets(),
                "schedule", plan.schedule().cron(),
                "zone", plan.schedule().zone().getId());
        members.put("watched", plan.watched().orElse(null));
        members.put("calendar", plan.schedule().calendar().map(Calendar::rule).orElse(null));
        List<Instant> firings = plan.schedule().next(now, next);
        members.put("next", firings);
        members.put(
                "why",
                firings.stream().map(firing -> why(plan.schedule(), firing)).toList());
        return members;
    }
}
