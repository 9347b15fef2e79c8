package org.caravana.cli;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine;

/** The commands, in the order in which the help lists them. */
enum Subcommand {
    RUN(RunCommand.class),
    PLANS(PlansCommand.class),
    JOBS(JobsCommand.class),
    CANCEL(CancelCommand.class),
    ACCEPT(AcceptCommand.class),
    LIST(ListCommand.class),
    FILES(FilesCommand.class),
    RESTORE(RestoreCommand.class),
    VERIFY(VerifyCommand.class),
    ADOPT(AdoptCommand.class),
    COPY(CopyCommand.class),
    KEY(KeyCommand.class),
    RUNBOOK(RunbookCommand.class),
    PIN(PinCommand.class),
    UNPIN(UnpinCommand.class),
    RETAIN(RetainCommand.class),
    CHECK(CheckCommand.class),
    DEMO(DemoCommand.class);

    /** Options of the service that take a value, which may stand in the next argument. */
    private static final Set<String> SERVICE_PLACES = Set.of("--home", "--settings");

    private static final Pattern SERVICE_OPTION = Pattern.compile("--(home|settings)(=.*)?|--debug|--json");

    private final Class<?> type;

    Subcommand(Class<?> type) {
        this.type = type;
    }

    /** As it is typed. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    Class<?> type() {
        return type;
    }

    /**
     * Those that a command line may mean: the ones it names; none, where it asks for the service; else all. To learn a
     * command's options takes time, and a line names one of many.
     */
    static Set<Subcommand> meant(String... arguments) {
        Set<String> words = Set.copyOf(Arrays.asList(arguments));
        Set<Subcommand> named = Arrays.stream(values())
                .filter(command -> words.contains(command.word()))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Subcommand.class)));
        return named.isEmpty() && !isForTheService(arguments) ? EnumSet.allOf(Subcommand.class) : named;
    }

    /** Whether there are only options that the service takes: no word that may be a command spelled wrong, no help. */
    private static boolean isForTheService(String... arguments) {
        boolean value = false;
        for (String argument : arguments) {
            if (!value && !SERVICE_OPTION.matcher(argument).matches()) {
                return false;
            }
            value = !value && SERVICE_PLACES.contains(argument);
        }
        return true;
    }

    void addTo(CommandLine line) {
        line.addSubcommand(word(), type);
    }
}
