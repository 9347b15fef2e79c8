package org.caravana.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Closes a size alarm by a person's word. */
@Command(
        name = "accept",
        description = "Say that a job's sudden change of size is right; old cycles may be discarded again.")
final class AcceptCommand implements Callable<Integer> {
    @Parameters(paramLabel = "JOB", description = "The job's number, as the mail and `caravana jobs` tell it.")
    private long job;

    @ParentCommand
    private Caravana caravana;

    @Override
    public Integer call() throws Exception {
        Terminal terminal = caravana.terminal();
        try (JobRecords records = caravana.records()) {
            JobReport report = records.acceptSize(job);
            terminal.print(
                    report.members(),
                    () -> terminal.line("the size of job " + report.id() + " of " + report.plan() + " is accepted"));
        }
        return ExitCode.OK.code();
    }
}
