package org.caravana.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.caravana.cli.Operations.Answer;
import org.caravana.plan.Plan;

/** Whether each plan has the file that starts it and each such file its plan; the service would not start otherwise. */
final class PlanFiles {
    private static final String ENDING = ".camel.yaml";

    private final Path folder;
    private final Set<String> needed;

    /** @param routes the folder of the route files; @param plans those of the settings */
    PlanFiles(Path routes, Collection<Plan> plans) {
        this.folder = routes.resolve("plans");
        this.needed =
                plans.stream().flatMap(plan -> plan.starters().stream()).collect(Collectors.toCollection(TreeSet::new));
    }

    /** What is wrong; empty if they agree, or if there is no such folder. */
    List<Answer> problems() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        Set<String> timers = timers();
        List<Answer> problems = new ArrayList<>();
        for (String starter : needed) {
            if (!timers.contains(starter)) {
                problems.add(bad(
                        starter,
                        "nothing starts the plan: there is no " + folder.resolve(starter + ENDING),
                        "copy another plan's file there and put this plan's name into it"));
            }
        }
        for (String timer : timers) {
            if (!needed.contains(timer)) {
                problems.add(bad(
                        timer,
                        folder.resolve(timer + ENDING) + " starts a plan that the settings do not have, or not so",
                        "delete the file, or write the plan's schedule or watch-folder and its other settings"));
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
