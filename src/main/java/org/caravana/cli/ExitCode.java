package org.caravana.cli;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a command's end means to the program that started it; printed by {@code --help} and in the README. */
public enum ExitCode {
    OK(0, "done; a job that was waited for is COMPLETED"),
    FAILURE(1, "failed for another reason"),
    USAGE(2, "the command line is not understood"),
    SETTINGS(3, "the settings are not valid"),
    NOT_FOUND(4, "there is no such plan, source, target, job, backup, artifact or path"),
    PARTIAL(5, "the job ended PARTIAL: restorable, but not all that the plan promises"),
    NOT_COMPLETED(6, "the job ended FAILED, EXPIRED or ABORTED"),
    DAMAGED(7, "a repository or target holds something that is not what it ought to be"),
    UNREACHABLE(8, "a source, a target or the service does not answer, or refuses"),
    BUSY(9, "somebody else holds what is needed: the catalogue, or a plan's folder");

    private final int code;
    private final String meaning;

    ExitCode(int code, String meaning) {
        this.code = code;
        this.meaning = meaning;
    }

    public int code() {
        return code;
    }

    public String meaning() {
        return meaning;
    }

    /** The code of a job's final state, by the state's name. */
    static ExitCode ofState(String state) {
        return switch (state) {
            case "COMPLETED" -> OK;
            case "PARTIAL" -> PARTIAL;
            default -> NOT_COMPLETED;
        };
    }

    /** As the help prints it. */
    static Map<String, String> table() {
        Map<String, String> table = new LinkedHashMap<>();
        Arrays.stream(values()).forEach(c -> table.put(" " + c.code, c.meaning));
        return table;
    }
}
