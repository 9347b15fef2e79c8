package org.caravana.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** A whole night on servers in this process. */
@Command(
        name = "demo",
        description =
                "Show a whole night on servers inside this process: back up, copy, mail, restore from each place.")
final class DemoCommand implements Callable<Integer> {
    @Option(names = "--dir", paramLabel = "DIR", description = "Where it works; otherwise a temporary folder.")
    private Path folder;

    @Option(names = "--keep", description = "Leave everything there to look at.")
    private boolean keep;

    @ParentCommand
    private Caravana caravana;

    @Override
    public Integer call() throws Exception {
        boolean same = caravana.operations().demo(caravana.home(), Optional.ofNullable(folder), keep);
        return (same ? ExitCode.OK : ExitCode.FAILURE).code();
    }
}
