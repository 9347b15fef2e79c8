package org.caravana;

import org.caravana.cli.Program;

/** Starts Caravana. Camel is loaded by what needs the routes alone, for the other commands must start in a moment. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        System.exit(Program.run(CamelOperations::new, arguments));
    }
}
