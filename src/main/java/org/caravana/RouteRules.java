package org.caravana;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.caravana.config.Problem;
import org.caravana.plan.Plan;

/**
 * Whether the route files agree with the settings and with each other, asked before anything starts: a plan without a
 * timer would silently never run, and Camel passes over error handling that does not exist.
 */
final class RouteRules {
    /** The parameter of the plans' template. */
    private static final String PLAN = "plan";

    private final ModelCamelContext model;

    RouteRules(CamelContext context) {
        this.model = (ModelCamelContext) context;
    }

    /** @param plans those of the settings */
    List<Problem> plans(Collection<Plan> plans) {
        Map<String, RouteDefinition> routes = model.getRouteDefinitions().stream()
                .collect(Collectors.toMap(RouteDefinition::getId, Function.identity(), (a, b) -> a, TreeMap::new));
        Set<String> needed =
                plans.stream().flatMap(plan -> plan.starters().stream()).collect(Collectors.toCollection(TreeSet::new));
        Stream<Problem> withoutStart =
                needed.stream().filter(id -> !routes.containsKey(id)).map(RouteRules::withoutStart);
        Stream<Problem> withoutPlan = routes.values().stream()
                .filter(route -> isOfPlan(route) && !needed.contains(route.getId()))
                .map(RouteRules::withoutPlan);
        return Stream.concat(withoutStart, withoutPlan).toList();
    }

    private static boolean isOfPlan(RouteDefinition route) {
        Map<String, Object> parameters = route.getTemplateParameters();
        return parameters != null && parameters.get(PLAN) != null;
    }

    private static Problem withoutStart(String id) {
        return new Problem(
                "plan." + id,
                "nothing starts the plan: there is no routes/plans/" + id + ".camel.yaml",
                "copy another plan's file there and put this plan's name into it, or take the plan out of the settings");
    }

    private static Problem withoutPlan(RouteDefinition route) {
        String plan = (String) route.getTemplateParameters().get(PLAN);
        return new Problem(
                "routes/plans/" + route.getId() + ".camel.yaml",
                "starts a plan that the settings do not have, or not so: there is no plan." + plan
                        + (route.getId().endsWith("-on-file") ? ".watch-folder" : ".schedule"),
                "delete the file, or write the plan's settings again");
    }

    /** Error handling that a route names and that does not exist. */
    List<Problem> errorHandling() {
        return model.getRouteDefinitions().stream()
                .filter(route -> route.getRouteConfigurationId() != null)
                .flatMap(route -> Stream.of(route.getRouteConfigurationId().split(","))
                        .map(String::strip)
                        .filter(id -> model.getRouteConfigurationDefinition(id) == null)
                        .map(id -> new Problem(
                                "route " + route.getId(),
                                "names the error handling '" + id + "', which does not exist",
                                "write the id of a routeConfiguration in routes/errors")))
                .toList();
    }
}
