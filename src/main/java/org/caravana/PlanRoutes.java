package org.caravana;

import java.util.List;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.caravana.config.InvalidSettingsException;
import org.caravana.config.Problem;

/** Whether every plan of the settings has its timer, since one without would silently never run. */
final class PlanRoutes {
    private PlanRoutes() {}

    /** @throws InvalidSettingsException if a plan has no started route */
    static void requireAll(CamelContext context, Set<String> plans) {
        List<Problem> missing = plans.stream()
                .filter(plan -> context.getRoute(plan) == null)
                .sorted()
                .map(PlanRoutes::missing)
                .toList();
        if (!missing.isEmpty()) {
            throw new InvalidSettingsException(missing);
        }
    }

    private static Problem missing(String plan) {
        return new Problem(
                "plan." + plan,
                "the plan has no timer: there is no routes/plans/" + plan + ".camel.yaml",
                "copy another plan's file there and put this plan's name into it, or take the plan out of the settings");
    }
}
