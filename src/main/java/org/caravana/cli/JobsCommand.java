package org.caravana.cli;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** What ran, what runs, and what became of it. */
@Command(name = "jobs", description = "List the newest jobs, with the state of each copy.")
final class JobsCommand implements Callable<Integer> {
    @Option(names = "--plan", paramLabel = "PLAN", description = "Only this plan's.")
    private String plan;

    @Option(names = "--events", paramLabel = "ID", description = "What happened to one job, in order.")
    private Long events;

    @ParentCommand
    private Caravana caravana;

    @Override
    public Integer call() throws Exception {
        Names.requirePlan(caravana.home().settings(), plan);
        JobTable table = new JobTable(caravana.home().settings().zone());
        Terminal terminal = caravana.terminal();
        try (JobControl control = caravana.jobs()) {
            if (events != null) {
                JobReport job = control.job(events);
                terminal.print(job.members(), () -> table.printEvents(job, terminal.out()));
            } else {
                List<JobReport> jobs = control.jobs(Optional.ofNullable(plan));
                terminal.print(jobs.stream().map(JobReport::members).toList(), () -> table.print(jobs, terminal.out()));
            }
        }
        return ExitCode.OK.code();
    }
}
