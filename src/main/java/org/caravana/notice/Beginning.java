package org.caravana.notice;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/**
 * What a START notice says: a job became RUNNING.
 *
 * @param plan the plan's name
 * @param job the job's number
 * @param zone the zone that times are printed in
 * @param scheduled the time it was meant for
 * @param started when it became RUNNING
 * @param completeBy the end of its completion window
 * @param sources names of what is captured
 * @param targets names of where copies go
 */
public record Beginning(
        String plan,
        long job,
        ZoneId zone,
        Instant scheduled,
        Instant started,
        Instant completeBy,
        List<String> sources,
        List<String> targets) {

    public Beginning {
        sources = List.copyOf(sources);
        targets = List.copyOf(targets);
    }
}
