package org.caravana.hook;

import org.caravana.CaravanaException;

/** A plan's command did not end with exit code 0; holds the last of what it printed. */
public final class CommandFailedException extends CaravanaException {
    private static final long serialVersionUID = 1L;
    private static final int NONE = -1;

    private final int exitCode;

    private CommandFailedException(String what, String hint, int exitCode, Throwable cause) {
        super(what, hint, cause);
        this.exitCode = exitCode;
    }

    /** @param printed the last of what it printed; blank: nothing */
    static CommandFailedException ended(String setting, int exitCode, String printed) {
        return new CommandFailedException(
                setting + " ended with code " + exitCode + (printed.isBlank() ? "" : ": " + printed),
                "run the command by hand; 0 means go on, and 75 of a run-before: not this time",
                exitCode,
                null);
    }

    static CommandFailedException timeout(String setting, String limit, String printed) {
        return new CommandFailedException(
                setting + " took longer than " + limit + " and was ended" + (printed.isBlank() ? "" : ": " + printed),
                "see what it waits for, or lengthen run-timeout",
                NONE,
                null);
    }

    static CommandFailedException notStarted(String setting, Throwable why) {
        return new CommandFailedException(
                setting + " could not be started: " + why.getMessage(), "is there a /bin/sh?", NONE, why);
    }

    /** What it ended with; -1 if it was ended or never began. */
    public int exitCode() {
        return exitCode;
    }
}
