package org.caravana.cli;

import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Take a pin away at every place. */
@Command(name = "unpin", description = "Take a pin away at every place.")
final class UnpinCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "PLAN", description = "The plan.")
    private String plan;

    @Parameters(index = "1", paramLabel = "BACKUP", description = "A backup's id, or latest.")
    private String backup;

    @ParentCommand
    private Caravana caravana;

    @Override
    public Integer call() throws Exception {
        Pins pins = new Pins(caravana);
        return pins.tell(pins.set(plan, backup, Optional.empty()));
    }
}
