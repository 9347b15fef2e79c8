package org.caravana.job;

import java.util.Collection;
import java.util.TreeSet;
import org.caravana.CaravanaException;

/** No plan has this name. */
public final class UnknownPlanException extends CaravanaException {
    private static final long serialVersionUID = 1L;

    public UnknownPlanException(String plan, Collection<String> known) {
        super(
                "there is no plan '" + plan + "'",
                known.isEmpty()
                        ? "the settings name no plan"
                        : "the plans are " + String.join(", ", new TreeSet<>(known)));
    }
}
