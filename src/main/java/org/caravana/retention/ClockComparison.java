package org.caravana.retention;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What the targets' clocks say about ours, in one look at a place. By a clock that jumped, every cycle is past {@code
 * keep}; so nothing goes from a target whose clock is not about where ours is, and nothing from the repository where no
 * target agrees with us. Used by one thread.
 */
public final class ClockComparison {
    /** More than that is no drift: somebody set a clock wrong. */
    public static final Duration MOST = Duration.ofHours(1);

    private final Place place;
    private final List<String> targets;
    private final Map<String, Duration> ahead = new TreeMap<>();
    private final Set<String> silent = new HashSet<>();

    ClockComparison(Place place, List<String> targets) {
        this.place = place;
        this.targets = List.copyOf(targets);
    }

    /** Whose clocks are to be asked: the target's own, or for the repository those of all the plan's targets. */
    public List<String> getTargets() {
        return targets;
    }

    void add(String target, Duration by) {
        if (by != null) {
            ahead.put(target, by);
        }
    }

    void failed(String target, Exception why) throws Exception {
        if (!place.isRepository()) {
            throw why;
        }
        silent.add(target);
    }

    Map<String, Duration> ahead() {
        return ahead;
    }

    /** Why nothing may go from the place, if anything speaks against it. */
    Optional<String> objection() {
        if (ahead.values().stream().anyMatch(by -> !differs(by))) {
            return Optional.empty();
        }
        if (!ahead.isEmpty()) {
            Map.Entry<String, Duration> first = ahead.entrySet().iterator().next();
            return Optional.of("the clock of " + first.getKey() + " " + words(first.getValue())
                    + "; nothing is discarded while they differ by more than an hour");
        }
        return silent.isEmpty() || silent.size() < targets.size()
                ? Optional.empty()
                : Optional.of("no target answers whose clock ours could be compared with");
    }

    /** Whether it is more than a drift. */
    public static boolean differs(Duration by) {
        return by.abs().compareTo(MOST) > 0;
    }

    /** For people, such as {@code is 2 h 3 min ahead of this machine's}. */
    public static String words(Duration by) {
        Duration much = by.abs();
        if (much.toSeconds() == 0) {
            return "is this machine's to the second";
        }
        return "is " + amount(much) + (by.isNegative() ? " behind this machine's" : " ahead of this machine's");
    }

    private static String amount(Duration much) {
        if (much.toDays() > 0) {
            return much.toDays() + " d " + much.toHoursPart() + " h";
        }
        if (much.toHours() > 0) {
            return much.toHours() + " h " + much.toMinutesPart() + " min";
        }
        return much.toMinutes() > 0
                ? much.toMinutes() + " min " + much.toSecondsPart() + " s"
                : much.toSeconds() + " s";
    }
}
