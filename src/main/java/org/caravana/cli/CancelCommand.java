package org.caravana.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Stops a job where it can be left off cleanly. */
@Command(name = "cancel", description = "Ask a job to stop; what it stored so far is used by the next one.")
final class CancelCommand implements Callable<Integer> {
    @Parameters(paramLabel = "JOB", description = "The job's number, as `caravana jobs` prints it.")
    private long job;

    @ParentCommand
    private Caravana caravana;

    @Override
    public Integer call() throws Exception {
        Terminal terminal = caravana.terminal();
        try (JobRecords records = caravana.records()) {
            JobReport report = records.cancel(job);
            terminal.print(
                    report.members(),
                    () -> terminal.line("job " + report.id() + " of " + report.plan() + ": " + report.state()));
        }
        return ExitCode.OK.code();
    }
}
