package org.caravana;

import org.caravana.cli.Program;

/** Starts Caravana. A command that needs no routes loads nothing of Camel: the archive of classes apart, that is most of it. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        System.exit(Program.run(CamelOperations::new, arguments));
    }
}
