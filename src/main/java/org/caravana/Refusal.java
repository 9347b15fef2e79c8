package org.caravana;

import java.util.List;
import org.apache.camel.FailedToCreateRouteException;
import org.caravana.config.InvalidSettingsException;
import org.caravana.config.Problem;

/** Why routes cannot be started, out of Camel's nested exceptions, for people. */
final class Refusal {
    private static final int LONGEST = 500;

    private Refusal() {}

    /** One of ours where there is one inside, else what Camel says, with the route's name. */
    static CaravanaException of(Exception failure) {
        String where = "routes";
        Throwable last = failure;
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof CaravanaException ours) {
                return ours;
            }
            if (t instanceof FailedToCreateRouteException route && route.getRouteId() != null) {
                where = "route " + route.getRouteId();
            }
            last = t;
        }
        return new InvalidSettingsException(List.of(new Problem(
                where,
                "cannot be started: " + brief(last),
                "look at the route's file and at the settings that it names in {{…}}")));
    }

    /** In one line, with what to do. */
    static String words(Exception failure) {
        if (of(failure) instanceof InvalidSettingsException invalid) {
            return String.join(
                    "; ",
                    invalid.problems().stream()
                            .map(p -> p.key() + ": " + p.what() + " (" + p.hint() + ")")
                            .toList());
        }
        return of(failure).getMessage();
    }

    private static String brief(Throwable failure) {
        String message = failure.getMessage() == null ? failure.toString() : failure.getMessage();
        String line = message.strip().replaceAll("\\s+", " ");
        return line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line;
    }
}
