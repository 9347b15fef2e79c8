package org.caravana;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.caravana.config.Problem;

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
    List<Problem> plans(Set<String> plans) {
        Map<String, RouteDefinition> routes = model.getRouteDefinitions().stream()
                .collect(Collectors.toMap(RouteDefinition::getId, Function.identity(), (a, b) -> a, TreeMap::new));
        Stream<Problem> withoutTimer = plans.stream()
                .filter(plan -> !routes.containsKey(plan))
                .sorted()
                .map(RouteRules::withoutTimer);
        Stream<Problem> withoutPlan = routes.values().stream()
                .filter(route -> plan(route) != null && !plans.contains(plan(route)))
                .map(RouteRules::withoutPlan);
        return Stream.concat(withoutTimer, withoutPlan).toList();
    }

    private static String plan(RouteDefinition route) {
        Map<String, Object> parameters = route.getTemplateParameters();
        return parameters == null ? null : (String) parameters.get(PLAN);
    }

    private static Problem withoutTimer(String plan) {
        return new Problem(
                "plan." + plan,
                "the plan has no timer: there is no routes/plans/" + plan + ".camel.yaml",
                "copy another plan's file there and put this plan's name into it, or take the plan out of the settings");
    }

    private static Problem withoutPlan(RouteDefinition route) {
        return new Problem(
                "routes/plans/" + route.getId() + ".camel.yaml",
                "is the timer of a plan that the settings do not have: there is no plan." + plan(route) + ".schedule",
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
