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
 * keep}; so nothing goes from a target whose clock is not about where ours is, and nothing from the repository, or a disk
 * whose clock is ours, where no other target agrees with us. Used by one thread.
 */
public final class ClockComparison {
    /** More than that is no drift: somebody set a clock wrong. */
    public static final Duration MOST = Duration.ofHours(1);

    private final Place place;
    private final List<String> targets;
    private final Set<String> mayBeOurs;
    private final Map<String, Duration> ahead = new TreeMap<>();
    private final Set<String> silent = new HashSet<>();

    /** @param mayBeOurs targets whose clock may be this machine's: that such a one agrees, or is silent, tells nothing */
    ClockComparison(Place place, List<String> targets, Set<String> mayBeOurs) {
        this.mayBeOurs = Set.copyOf(mayBeOurs);
        this.place = place;
        this.targets = List.copyOf(targets);
    }

    /** Whose clocks are to be asked: those of all the plan's targets, for a target's own may be ours, as a disk's is. */
    public List<String> getTargets() {
        return targets;
    }

    void add(String target, Duration by) {
        if (by != null) {
            ahead.put(target, by);
        }
    }

    void failed(String target, Exception why) throws Exception {
        if (place.name().equals(target)) {
            throw why;
        }
        if (!mayBeOurs.contains(target)) {
            silent.add(target);
        }
    }

    Map<String, Duration> ahead() {
        return ahead;
    }

    /** Why nothing may go from the place, if anything speaks against it. */
    Optional<String> objection() {
        Duration own = ahead.get(place.name());
        if (own != null && differs(own)) {
            return Optional.of(difference(place.name(), own));
        }
        if (own != null && !mayBeOurs.contains(place.name())
                || ahead.keySet().stream().anyMatch(this::agrees)) {
            return Optional.empty();
        }
        for (Map.Entry<String, Duration> other : ahead.entrySet()) {
            if (differs(other.getValue())) {
                return Optional.of(difference(other.getKey(), other.getValue()));
            }
        }
        return silent.isEmpty()
                ? Optional.empty()
                : Optional.of("no target answers whose clock ours could be compared with");
    }

    private boolean agrees(String target) {
        return !differs(ahead.get(target)) && !mayBeOurs.contains(target);
    }

    private static String difference(String target, Duration by) {
        return "the clock of " + target + " " + words(by)
                + "; nothing is discarded while they differ by more than an hour";
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
