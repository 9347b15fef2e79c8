package org.caravana.cli;

import java.util.function.Consumer;
import org.caravana.CaravanaException;

/** Failures that are told while a command goes on, and its exit code in the end. */
final class Troubles implements Consumer<CaravanaException> {
    private final Terminal terminal;
    private ExitCode code = ExitCode.OK;

    Troubles(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void accept(CaravanaException trouble) {
        code = Failures.report(trouble, terminal.err(), false);
    }

    /** That of the last failure; OK if there was none. */
    ExitCode code() {
        return code;
    }
}
