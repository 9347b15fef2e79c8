package org.caravana.cli;

import java.util.Collection;
import org.caravana.CaravanaException;
import org.caravana.config.Nearest;

/** Somebody asked for a plan, target, backup or path that is not there. */
public final class NotFoundException extends CaravanaException {
    private static final long serialVersionUID = 1L;

    public NotFoundException(String what, String hint) {
        super(what, hint);
    }

    /** @param kind for example {@code plan} */
    static NotFoundException unknown(String kind, String name, Collection<String> known) {
        String otherwise = known.isEmpty()
                ? "the settings have none"
                : "there are " + String.join(", ", known.stream().sorted().toList());
        return new NotFoundException("no " + kind + " is named '" + name + "'", Nearest.hint(name, known, otherwise));
    }
}
