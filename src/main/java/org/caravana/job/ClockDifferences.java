package org.caravana.job;

import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Targets whose clocks are not where ours is.
 *
 * @param ahead by how much each is ahead of ours; negative: behind
 */
public record ClockDifferences(Map<String, Duration> ahead) {

    public ClockDifferences {
        ahead = Collections.unmodifiableSortedMap(new TreeMap<>(ahead));
    }

    /** As a notice keeps it: a line each, target and ISO 8601 duration. */
    String said() {
        return ahead.entrySet().stream()
                .map(clock -> clock.getKey() + " " + clock.getValue())
                .collect(Collectors.joining("\n"));
    }

    /** What a notice kept. */
    public static ClockDifferences read(String said) {
        SortedMap<String, Duration> ahead = new TreeMap<>();
        said.lines().forEach(line -> {
            int space = line.indexOf(' ');
            ahead.put(line.substring(0, space), Duration.parse(line.substring(space + 1)));
        });
        return new ClockDifferences(ahead);
    }
}
