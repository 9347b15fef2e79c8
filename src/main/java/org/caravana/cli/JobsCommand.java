package org.caravana.cli;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** What ran, what runs, and what became of it. */
@Command(name = "jobs", description = "List the newest jobs with the state of each copy; or tell all of one job.")
final class JobsCommand implements Callable<Integer> {
    @Parameters(
            arity = "0..1",
            paramLabel = "JOB",
            description = "A job's number: its reason in full, its copies, and what happened to it, in order.")
    private Long job;

    @Option(names = "--plan", paramLabel = "PLAN", description = "Only this plan's.")
    private String plan;

    @Option(names = "--events", paramLabel = "JOB", description = "The same as the job's number alone.")
    private Long events;

    @ParentCommand
    private Caravana caravana;

    @Override
    public Integer call() throws Exception {
        Names.requirePlan(caravana.settings(), plan);
        JobTable table = new JobTable(caravana.settings().zone());
        Terminal terminal = caravana.terminal();
        Optional<Long> one = Optional.ofNullable(job).or(() -> Optional.ofNullable(events));
        try (JobRecords records = caravana.records()) {
            if (one.isPresent()) {
                JobReport report = records.job(one.get());
                terminal.print(report.members(), () -> table.printWhole(report, terminal.out()));
            } else {
                List<JobReport> jobs = records.jobs(Optional.ofNullable(plan));
                terminal.print(jobs.stream().map(JobReport::members).toList(), () -> table.print(jobs, terminal.out()));
            }
        }
        return ExitCode.OK.code();
    }
}
