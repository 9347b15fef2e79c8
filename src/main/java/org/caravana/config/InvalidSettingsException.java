package org.caravana.config;

import java.util.List;
import java.util.stream.Collectors;
import org.caravana.CaravanaException;

/** The settings cannot be used; says everything that is wrong with them at once. */
public final class InvalidSettingsException extends CaravanaException {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    public InvalidSettingsException(List<Problem> problems) {
        super(
                "the settings have " + problems.size() + " problem(s): "
                        + problems.stream()
                                .map(p -> p.key() + ": " + p.what() + " (" + p.hint() + ")")
                                .collect(Collectors.joining("; ")),
                "mend application.properties and run caravana check");
        this.problems = List.copyOf(problems);
    }

    public List<Problem> problems() {
        return problems;
    }
}
