package org.caravana.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Supplier;
import org.caravana.config.Settings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command without a subcommand: the service. Holds the options that all subcommands share. */
@Command(
        name = "caravana",
        description = "Backs up databases and directories to a local repository and to far places, and restores them.",
        footer = {
            "",
            "Without a command it is the service, which carries out the plans at their times.",
            "%nExamples:",
            "  caravana check                              is everything set up and reachable?",
            "  caravana run inprev-nightly                 run a plan now",
            "  caravana list                               which backups are there?",
            "  caravana restore latest systems.tar --to /tmp/systems"
        },
        versionProvider = Version.class,
        commandListHeading = "%nCommands:%n",
        optionListHeading = "%nOptions:%n",
        exitCodeListHeading = "%nExit codes:%n",
        sortOptions = false)
final class Caravana implements Callable<Integer> {
    /** How long a command waits for a service that starts or ends. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final Duration PAUSE = Duration.ofMillis(250);

    @Option(
            names = "--home",
            paramLabel = "DIR",
            scope = ScopeType.INHERIT,
            description = "The folder with application.properties and routes/.")
    private Path home;

    @Option(
            names = "--settings",
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            description = "The settings, where they are not in the home folder.")
    private Path settingsFile;

    @Option(
            names = "--json",
            scope = ScopeType.INHERIT,
            description = "Print JSON, as docs/command-line.md describes it.")
    private boolean json;

    @Option(names = "--debug", scope = ScopeType.INHERIT, description = "Print the stack trace of a failure.")
    private boolean debug;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Print this help.")
    private boolean help;

    @Option(names = "--version", versionHelp = true, description = "Print the version.")
    private boolean version;

    @Spec
    private CommandSpec spec;

    private final Map<String, String> environment;
    private final Path current;
    private final Clock clock;
    private final Supplier<Operations> operations;
    private Settings settings;

    /** @param operations asked for only by what needs the routes */
    Caravana(Map<String, String> environment, Path current, Clock clock, Supplier<Operations> operations) {
        this.environment = environment;
        this.current = current;
        this.clock = clock;
        this.operations = operations;
    }

    @Override
    public Integer call() throws Exception {
        try (CatalogueLock lock = lock(settings())) {
            operations().serve(home(), lock);
        }
        return ExitCode.OK.code();
    }

    /** The job catalogue for this command alone. */
    CatalogueLock lock(Settings settings) throws IOException {
        return CatalogueLock.tryAcquire(settings.data()).orElseThrow(() -> alreadyRuns(settings));
    }

    private static CatalogueHeldException alreadyRuns(Settings settings) {
        return new CatalogueHeldException(
                "another caravana holds the job catalogue in " + settings.data(),
                "the service runs, which this needs stopped, or a command that will end; look for its process");
    }

    Home home() {
        return Home.find(home, settingsFile, environment, Version.jarFolder(), current);
    }

    /**
     * The settings, read once for all that the command itself wants of them.
     *
     * @throws org.caravana.config.InvalidSettingsException with everything that is wrong
     */
    Settings settings() {
        if (settings == null) {
            settings = home().settings();
        }
        return settings;
    }

    Clock clock() {
        return clock;
    }

    boolean debug() {
        return debug;
    }

    /** What this command prints to. */
    Terminal terminal() {
        return new Terminal(spec.commandLine().getOut(), spec.commandLine().getErr(), json);
    }

    /** The routes; loads Camel. */
    Operations operations() {
        return operations.get();
    }

    /** The routes: started by this command if nobody holds the catalogue, else those of the service, once it is ready. */
    JobControl jobs() throws Exception {
        return ask(lock -> new OwnedControl(operations(), home(), lock), service -> service);
    }

    /** The job catalogue: opened by this command if nobody holds it, else asked of the service, once it is ready. */
    JobRecords records() throws Exception {
        return ask(
                lock -> new RestingRecords(
                        lock, settings(), held -> operations().records(home(), held)),
                service -> service);
    }

    private <R> R ask(OwnedRecords.Opening<R> own, Function<LoopbackControl, R> service) throws Exception {
        Path data = settings().data();
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            Optional<CatalogueLock> lock = CatalogueLock.tryAcquire(data);
            if (lock.isPresent()) {
                return own.open(lock.get());
            }
            try {
                return service.apply(LoopbackControl.connect(data));
            } catch (NotListeningException e) {
                if (System.nanoTime() >= end) {
                    throw e;
                }
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }
}
