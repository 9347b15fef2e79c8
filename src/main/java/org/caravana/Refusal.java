package org.caravana;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.FailedToCreateRouteException;
import org.caravana.config.InvalidSettingsException;
import org.caravana.config.Problem;

/** Why routes cannot be started, out of Camel's nested exceptions, for people. */
final class Refusal {
    /** The key of a problem that no single route has. */
    static final String ROUTES = "routes";

    private static final int LONGEST = 500;
    private static final Pattern TEMPLATE = Pattern.compile("^Cannot find RouteTemplate with id (\\S+)");

    private Refusal() {}

    /** One of ours where there is one inside, else what Camel says, with the route's name. */
    static CaravanaException of(Exception failure) {
        String where = ROUTES;
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
        return new InvalidSettingsException(List.of(problem(where, brief(last))));
    }

    private static Problem problem(String where, String why) {
        Matcher template = TEMPLATE.matcher(why);
        return template.find()
                ? new Problem(
                        where,
                        "cannot be started: something is to be made of the template " + template.group(1)
                                + ", which is in no file",
                        "copy the file with this template from the routes folder of the distribution")
                : new Problem(
                        where,
                        "cannot be started: " + why,
                        "look at the route's file and at the settings that it names in {{…}}");
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
