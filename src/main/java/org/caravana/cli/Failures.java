package org.caravana.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.caravana.CaravanaException;
import org.caravana.config.InvalidSettingsException;
import org.caravana.config.Problem;
import org.caravana.job.UnknownJobException;
import org.caravana.job.UnknownPlanException;
import org.caravana.repository.DamagedException;
import org.caravana.repository.RepositoryBusyException;
import org.caravana.repository.UnknownArtifactException;
import org.caravana.restore.UnknownBackupException;

/** The one place that turns a failure into an exit code and into what a person reads. */
final class Failures {
    private static final String LOOK_CLOSER = "run it again with --debug to see where";

    private Failures() {}

    /** Prints what failed and a hint, and tells the exit code. */
    static ExitCode report(Throwable failure, PrintWriter err, boolean debug) {
        Throwable cause = known(failure);
        print(cause, err);
        if (debug) {
            failure.printStackTrace(err);
        }
        err.flush();
        return code(cause);
    }

    static ExitCode code(Throwable failure) {
        if (failure instanceof InvalidSettingsException) {
            return ExitCode.SETTINGS;
        } else if (failure instanceof NotFoundException
                || failure instanceof UnknownBackupException
                || failure instanceof UnknownArtifactException
                || failure instanceof UnknownPlanException
                || failure instanceof UnknownJobException) {
            return ExitCode.NOT_FOUND;
        } else if (failure instanceof DamagedException) {
            return ExitCode.DAMAGED;
        } else if (failure instanceof UnreachableException) {
            return ExitCode.UNREACHABLE;
        } else if (failure instanceof CatalogueHeldException || failure instanceof RepositoryBusyException) {
            return ExitCode.BUSY;
        }
        return ExitCode.FAILURE;
    }

    private static void print(Throwable failure, PrintWriter err) {
        if (failure instanceof InvalidSettingsException invalid) {
            invalid.problems().forEach(problem -> print(problem, err));
        } else if (failure instanceof CaravanaException told) {
            print(told.what(), told.hint(), err);
        } else if (failure instanceof FileSystemException file) {
            print(what(file), "look at the path, its owner and its mode", err);
        } else if (failure instanceof IOException) {
            print(withoutName(failure), LOOK_CLOSER, err);
        } else {
            print(failure.toString(), LOOK_CLOSER, err);
        }
    }

    private static void print(Problem problem, PrintWriter err) {
        print(problem.key() + ": " + problem.what(), problem.hint(), err);
    }

    private static void print(String what, String hint, PrintWriter err) {
        err.println("caravana: " + Printable.text(what));
        err.println("HINT: " + Printable.text(hint));
    }

    private static String what(FileSystemException failure) {
        if (failure instanceof NoSuchFileException) {
            return failure.getFile() + " does not exist";
        } else if (failure instanceof AccessDeniedException) {
            return "no right to use " + failure.getFile();
        } else if (failure instanceof FileAlreadyExistsException) {
            return failure.getFile() + " exists already";
        }
        return failure.getFile() + ": " + failure.getReason();
    }

    private static String withoutName(Throwable failure) {
        return failure.getMessage() == null ? failure.toString() : failure.getMessage();
    }

    /** A failure of ours inside a wrapper of a library's is what the reader needs to know. */
    private static Throwable known(Throwable failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof CaravanaException) {
                return t;
            }
        }
        return failure;
    }
}
