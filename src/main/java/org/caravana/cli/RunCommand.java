package org.caravana.cli;

import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.caravana.config.Settings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Runs a plan now and shows the job as it goes. */
@Command(
        name = "run",
        description = "Run a plan now, show the job as it goes, and end with its state.",
        footer = {
            "",
            "If the service runs, it does the work, and ending this command does not end the job.",
            "Otherwise this command does the work itself."
        })
final class RunCommand implements Callable<Integer> {
    private static final long LOOK_EVERY_MILLIS = 100;

    @Parameters(paramLabel = "PLAN", description = "The plan's name.")
    private String plan;

    @Option(names = "--no-wait", description = "Leave the job to the service and end at once.")
    private boolean noWait;

    @Option(
            names = "--accept-changed",
            description = "Its directories were moved or emptied on purpose: do not take that for a lost mount.")
    private boolean acceptChanged;

    @Option(
            names = "--read-all",
            description = "Read every file, also those that look unchanged since the cycle's last backup.")
    private boolean readAll;

    @Option(
            names = "--dry-run",
            description = "Only show what would be captured of the directories, the largest files first.")
    private boolean dryRun;

    @ParentCommand
    private Caravana caravana;

    @Override
    public Integer call() throws Exception {
        Settings settings = caravana.settings();
        Names.requirePlan(settings, plan);
        if (dryRun) {
            new DryRun(settings, caravana.terminal()).show(plan);
            return ExitCode.OK.code();
        }
        try (JobControl control = caravana.jobs()) {
            if (noWait && control instanceof OwnedControl) {
                throw new RefusedException("no service runs that would do the job", "leave --no-wait away");
            }
            JobReport job = control.run(plan, acceptChanged, readAll);
            caravana.terminal().progress("job " + job.id() + " of " + plan);
            return noWait ? show(job, ExitCode.OK) : follow(control, job, new JobTable(settings.zone()));
        }
    }

    private int follow(JobControl control, JobReport first, JobTable table) throws Exception {
        int seen = 0;
        JobReport job = first;
        while (true) {
            for (; seen < job.events().size(); seen++) {
                caravana.terminal().progress(table.line(job.events().get(seen)));
            }
            if (job.ended()) {
                letCarry(control);
                return show(job, ExitCode.ofState(job.state()));
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MILLIS);
            job = control.leave(first.id());
        }
    }

    /** A night that a target missed is brought up to date by the one that follows, and old cycles go; that is waited for. */
    private void letCarry(JobControl control) throws Exception {
        if (control.carrying()) {
            caravana.terminal().progress("a target gets what it missed before");
        }
        while (control.carrying() || control.finishing()) {
            TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MILLIS);
        }
    }

    private int show(JobReport job, ExitCode code) {
        Terminal terminal = caravana.terminal();
        terminal.print(job.members(), () -> {
            String reason = job.reason() == null ? "" : " (" + job.reason() + ")";
            terminal.line(job.state() + reason + (job.backup() == null ? "" : "  backup " + job.backup()));
        });
        return code.code();
    }
}
