package org.caravana.cli;

import org.caravana.config.Settings;

/** Names on the command line that have to be in the settings. */
final class Names {
    private Names() {}

    /** @param plan {@code null} passes */
    static void requirePlan(Settings settings, String plan) {
        if (plan != null && !settings.plans().containsKey(plan)) {
            throw NotFoundException.unknown("plan", plan, settings.plans().keySet());
        }
    }

    static void requireTarget(Settings settings, String target) {
        if (!settings.targets().containsKey(target)) {
            throw NotFoundException.unknown("target", target, settings.targets().keySet());
        }
    }
}
