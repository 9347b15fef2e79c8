package org.caravana.cli;

import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Keep a backup. */
@Command(
        name = "pin",
        description =
                "Keep a backup, and with it its cycle, at every place until it is unpinned; again to change the reason.")
final class PinCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "PLAN", description = "The plan.")
    private String plan;

    @Parameters(index = "1", paramLabel = "BACKUP", description = "A backup's id, or latest.")
    private String backup;

    @Option(names = "--reason", paramLabel = "TEXT", required = true, description = "Why; caravana list shows it.")
    private String reason;

    @ParentCommand
    private Caravana caravana;

    @Override
    public Integer call() throws Exception {
        Pins pins = new Pins(caravana);
        return pins.tell(pins.set(plan, backup, Optional.of(reason)));
    }
}
