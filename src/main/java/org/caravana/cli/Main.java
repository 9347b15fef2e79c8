package org.caravana.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import picocli.CommandLine;

/** The program. */
public final class Main {
    private static final int WIDTH = 100;

    private Main() {}

    public static void main(String[] arguments) {
        CommandLine line = line(System.getenv(), Path.of("").toAbsolutePath(), Clock.systemUTC());
        line.setOut(writer(System.out)).setErr(writer(System.err));
        int code = line.execute(arguments);
        line.getOut().flush();
        line.getErr().flush();
        System.exit(code);
    }

    /** The command line with all its commands. */
    static CommandLine line(Map<String, String> environment, Path current, Clock clock) {
        Caravana caravana = new Caravana(environment, current, clock);
        CommandLine line = new CommandLine(caravana)
                .setUsageHelpWidth(WIDTH)
                .setExecutionExceptionHandler(
                        (failure, command, parsed) -> Failures.report(failure, command.getErr(), caravana.debug())
                                .code())
                .setParameterExceptionHandler((failure, arguments) -> {
                    PrintWriter err = failure.getCommandLine().getErr();
                    err.println("caravana: " + failure.getMessage());
                    err.println("HINT: caravana " + hint(failure.getCommandLine()) + "--help tells how it is used");
                    return ExitCode.USAGE.code();
                });
        line.getCommandSpec().usageMessage().exitCodeList(ExitCode.table());
        return line;
    }

    private static String hint(CommandLine line) {
        return line.getParent() == null ? "" : line.getCommandName() + " ";
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(stream, false, Charset.defaultCharset());
    }
}
