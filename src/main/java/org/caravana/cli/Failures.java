package org.caravana.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Map;
import org.caravana.CaravanaException;
import org.caravana.archive.InvalidTarException;
import org.caravana.archive.UnsafeEntryException;
import org.caravana.config.InvalidSettingsException;
import org.caravana.config.Problem;
import org.caravana.dump.DumpFailedException;
import org.caravana.job.LeaseLostException;
import org.caravana.job.NoSizeAlarmException;
import org.caravana.job.NotReadyException;
import org.caravana.job.UnknownJobException;
import org.caravana.job.UnknownPlanException;
import org.caravana.plan.InvalidScheduleException;
import org.caravana.repository.DamagedException;
import org.caravana.repository.DivergedException;
import org.caravana.repository.RepositoryBusyException;
import org.caravana.repository.UnknownArtifactException;
import org.caravana.restore.UnknownBackupException;
import org.caravana.target.PlaceException;

/** The one place that turns a failure into an exit code and into what a person reads. */
final class Failures {
    private static final String LOOK_CLOSER = "run it again with --debug to see where";

    private static final Map<Class<? extends CaravanaException>, ExitCode> CODES = Map.ofEntries(
            Map.entry(InvalidSettingsException.class, ExitCode.SETTINGS),
            Map.entry(InvalidScheduleException.class, ExitCode.SETTINGS),
            Map.entry(NotFoundException.class, ExitCode.NOT_FOUND),
            Map.entry(UnknownBackupException.class, ExitCode.NOT_FOUND),
            Map.entry(UnknownArtifactException.class, ExitCode.NOT_FOUND),
            Map.entry(UnknownPlanException.class, ExitCode.NOT_FOUND),
            Map.entry(UnknownJobException.class, ExitCode.NOT_FOUND),
            Map.entry(NoSizeAlarmException.class, ExitCode.NOT_FOUND),
            Map.entry(DamagedException.class, ExitCode.DAMAGED),
            Map.entry(InvalidTarException.class, ExitCode.DAMAGED),
            Map.entry(UnsafeEntryException.class, ExitCode.DAMAGED),
            Map.entry(UnreachableException.class, ExitCode.UNREACHABLE),
            Map.entry(NotReadyException.class, ExitCode.UNREACHABLE),
            Map.entry(PlaceException.class, ExitCode.UNREACHABLE),
            Map.entry(org.caravana.target.RefusedException.class, ExitCode.UNREACHABLE),
            Map.entry(CatalogueHeldException.class, ExitCode.BUSY),
            Map.entry(LeaseLostException.class, ExitCode.BUSY),
            Map.entry(DivergedException.class, ExitCode.BUSY),
            Map.entry(RepositoryBusyException.class, ExitCode.BUSY));

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
        if (failure instanceof DumpFailedException dump) {
            return switch (dump.reason()) {
                case UNREACHABLE, REFUSED -> ExitCode.UNREACHABLE;
                case SETTINGS, OTHER -> ExitCode.FAILURE;
            };
        }
        return CODES.entrySet().stream()
                .filter(entry -> entry.getKey().isInstance(failure))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(ExitCode.FAILURE);
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
