package org.caravana.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Clock;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** The command line, from its words to its exit code. */
public final class Program {
    private static final int WIDTH = 100;

    private Program() {}

    /**
     * Does what the arguments say, in this process's environment and folder, and prints to its standard streams.
     *
     * @param operations asked for only by what needs the routes
     * @return the exit code
     */
    public static int run(Supplier<Operations> operations, String... arguments) {
        Caravana caravana = new Caravana(System.getenv(), Path.of("").toAbsolutePath(), Clock.systemUTC(), operations);
        CommandLine line = line(caravana, arguments);
        line.setOut(writer(System.out)).setErr(writer(System.err));
        int code = line.execute(arguments);
        line.getOut().flush();
        line.getErr().flush();
        return code;
    }

    /**
     * The command line with the commands that it may mean.
     *
     * @param arguments what is going to be parsed
     */
    static CommandLine line(Caravana caravana, String... arguments) {
        CommandLine line = new CommandLine(caravana);
        Subcommand.meant(arguments).forEach(command -> command.addTo(line));
        line.setUsageHelpWidth(WIDTH)
                .setExecutionExceptionHandler(new Failed(caravana))
                .setParameterExceptionHandler(new NotUnderstood());
        line.getCommandSpec().usageMessage().exitCodeList(ExitCode.table());
        return line;
    }

    // Classes, where lambdas would do: Java's archive of loaded classes takes no lambda for an interface as old as
    // picocli's.

    private record Failed(Caravana caravana) implements IExecutionExceptionHandler {
        @Override
        public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
            return Failures.report(failure, command.getErr(), caravana.debug()).code();
        }
    }

    private static final class NotUnderstood implements IParameterExceptionHandler {
        @Override
        public int handleParseException(ParameterException failure, String[] arguments) {
            CommandLine command = failure.getCommandLine();
            command.getErr().println("caravana: " + failure.getMessage());
            command.getErr().println("HINT: caravana " + hint(command) + "--help tells how it is used");
            return ExitCode.USAGE.code();
        }
    }

    private static String hint(CommandLine line) {
        return line.getParent() == null ? "" : line.getCommandName() + " ";
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(stream, false, Charset.defaultCharset());
    }
}
