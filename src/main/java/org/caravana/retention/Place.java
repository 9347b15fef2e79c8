package org.caravana.retention;

import org.caravana.repository.LocalStore;

/**
 * A place that holds a plan's cycles.
 *
 * @param job the number of the job whose end made somebody look; what is done is written to its events
 * @param plan the plan's name
 * @param name the target's name, or {@link LocalStore#NAME}
 */
public record Place(long job, String plan, String name) {

    public boolean isRepository() {
        return name.equals(LocalStore.NAME);
    }
}
