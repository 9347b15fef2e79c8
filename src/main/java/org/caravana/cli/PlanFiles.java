package org.caravana.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.caravana.cli.Operations.Answer;

/** Whether each plan has its timer's file and each timer's file its plan; the service would not start otherwise. */
final class PlanFiles {
    private static final String ENDING = ".camel.yaml";

    private final Path folder;
    private final Set<String> plans;

    /** @param routes the folder of the route files; @param plans those of the settings */
    PlanFiles(Path routes, Set<String> plans) {
        this.folder = routes.resolve("plans");
        this.plans = plans;
    }

    /** What is wrong; empty if they agree, or if there is no such folder. */
    List<Answer> problems() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        Set<String> timers = timers();
        List<Answer> problems = new ArrayList<>();
        for (String plan : new TreeSet<>(plans)) {
            if (!timers.contains(plan)) {
                problems.add(bad(
                        plan,
                        "the plan has no timer: there is no " + folder.resolve(plan + ENDING),
                        "copy another plan's file there and put this plan's name into it"));
            }
        }
        for (String timer : timers) {
            if (!plans.contains(timer)) {
                problems.add(bad(
                        timer,
                        folder.resolve(timer + ENDING) + " is the timer of a plan that the settings do not have",
                        "delete the file, or write plan." + timer + ".schedule and its other settings"));
            }
        }
        return problems;
    }

    private Set<String> timers() throws IOException {
        Set<String> timers = new TreeSet<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(f -> f.toString().endsWith(ENDING)).toList()) {
                // the template itself and the routes beside it are no plan's
                if (Files.readString(file).contains("templatedRoute:")) {
                    timers.add(file.getFileName().toString().replace(ENDING, ""));
                }
            }
        }
        return timers;
    }

    private static Answer bad(String plan, String what, String hint) {
        return new Answer("plan", plan, false, what, hint);
    }
}
