package org.caravana.retention;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.caravana.plan.CycleSpan;
import org.caravana.plan.Plan;

/**
 * Decides whether a cycle may go from a place: all its backups are past {@code keep}, none is pinned, nobody works on it,
 * no size alarm is open, our clock is about where the place's is, and a newer cycle holds a backup of every source, verified at that place, that did not shrink
 * suddenly.
 *
 * <p>An age alone never decides: the old digital backup gives way only to a complete new one.
 */
final class Gate {
    /** Half of what was there before, or less, is more likely a lost mount or an intruder than a clean-up. */
    static final double LEAST_SHARE = 0.5;

    private static final DateTimeFormatter BACKUP = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'");

    private final Clock clock;
    private final ZoneId zone;
    private final Duration keep;
    private final int keepCycles;
    private final Knowledge knowledge;

    /** What is known of a plan's cycles at one place besides its listing. */
    interface Knowledge {
        /** Ids of the backups that hold every source and are verified at the place. */
        Set<String> verifiedWhole(String cycle);

        /** Whether a job or a copy of the cycle is under way or due. */
        boolean busy(String cycle);

        /** Whether tonight's backup would still go into the cycle: the newer one is not verified everywhere yet. */
        boolean goesOn(String cycle);

        /** Plain bytes of a backup; empty if nobody knows any more. */
        Optional<Long> size(String cycle, String backup);

        /** Plain bytes of the newest backup in that span whose change of size a person accepted. */
        Optional<Long> acceptedSize(String after, String notAfter);

        /** What the place's clock has against ours. */
        Optional<String> clockDiffers();

        /** The job whose size alarm is open. */
        Optional<Long> sizeAlarm();
    }

    Gate(Clock clock, Plan plan, Knowledge knowledge) {
        this.clock = clock;
        this.zone = plan.schedule().zone();
        this.keep = plan.keep();
        this.keepCycles = plan.keepCycles();
        this.knowledge = knowledge;
    }

    Decision decide(HeldCycle cycle, List<HeldCycle> all) {
        Optional<CycleSpan> span = CycleSpan.of(cycle.name());
        if (span.isEmpty()) {
            return Decision.keep(cycle, "its name is not a cycle's");
        }
        if (cycle.pinned()) {
            return Decision.keep(cycle, "a backup in it is pinned");
        }
        if (isAmongTheNewest(cycle, all)) {
            return Decision.keep(cycle, "it is one of the newest " + keepCycles + ", which are kept");
        }
        if (knowledge.busy(cycle.name())) {
            return Decision.keep(cycle, "a job or a copy of it is under way");
        }
        if (knowledge.goesOn(cycle.name())) {
            return Decision.keep(cycle, "the next backup still goes into it");
        }
        Optional<Long> alarmed = knowledge.sizeAlarm();
        if (alarmed.isPresent()) {
            return Decision.keep(
                    cycle,
                    "the size alarm of job " + alarmed.get() + " is open; caravana accept closes it if it is right");
        }
        Optional<String> differs = knowledge.clockDiffers();
        if (differs.isPresent()) {
            return Decision.keep(cycle, differs.get());
        }
        Instant past = newest(cycle, span.get()).plus(keep);
        if (past.isAfter(clock.instant())) {
            return Decision.keep(cycle, "it is kept until " + past);
        }
        return successor(cycle, span.get(), all)
                .map(newer -> bySize(cycle, newer))
                .orElseGet(() -> Decision.keep(cycle, "no newer cycle has a whole, verified backup here"));
    }

    /** One that has no backup to show takes the place of none. */
    private boolean isAmongTheNewest(HeldCycle cycle, List<HeldCycle> all) {
        List<String> names = all.stream()
                .filter(other -> !other.whole().isEmpty())
                .map(HeldCycle::name)
                .toList();
        return keepCycles > 0 && newerThan(cycle.name(), names) < keepCycles;
    }

    /** How many cycles of those began later. */
    private static long newerThan(String cycle, List<String> names) {
        Instant first = CycleSpan.of(cycle)
                .orElseThrow()
                .first()
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant();
        return names.stream()
                .flatMap(name -> CycleSpan.of(name).stream())
                .filter(span ->
                        span.first().atStartOfDay(ZoneOffset.UTC).toInstant().isAfter(first))
                .count();
    }

    /** Whether a look at what the place holds of its cycles could find one that may go; by their names alone. */
    boolean mayAnyGo(List<String> names) {
        return names.stream()
                .filter(name -> CycleSpan.of(name).isPresent())
                .filter(name -> newerThan(name, names) >= Math.max(1, keepCycles))
                .anyMatch(name ->
                        !CycleSpan.of(name).orElseThrow().end(zone).plus(keep).isAfter(clock.instant()));
    }

    private Instant newest(HeldCycle cycle, CycleSpan span) {
        Instant end = span.end(zone);
        return cycle.backups().stream()
                .map(id -> Gate.time(id).orElse(end))
                .filter(end::isBefore)
                .max(Instant::compareTo)
                .orElse(end);
    }

    private static Optional<Instant> time(String backup) {
        try {
            return Optional.of(LocalDateTime.parse(backup, BACKUP).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private record Successor(String cycle, String backup) {}

    private Optional<Successor> successor(HeldCycle cycle, CycleSpan span, List<HeldCycle> all) {
        return all.stream()
                .filter(other -> CycleSpan.of(other.name())
                        .filter(s -> s.first().isAfter(span.first()))
                        .isPresent())
                .flatMap(other -> {
                    Set<String> verified = knowledge.verifiedWhole(other.name());
                    return other.whole().stream()
                            .filter(verified::contains)
                            .map(backup -> new Successor(other.name(), backup));
                })
                .max((a, b) -> a.backup().compareTo(b.backup()));
    }

    private Decision bySize(HeldCycle cycle, Successor newer) {
        Optional<String> last = cycle.whole().stream().max(String::compareTo);
        Optional<Long> before = last.flatMap(id -> knowledge.acceptedSize(id, newer.backup()))
                .or(() -> last.flatMap(id -> knowledge.size(cycle.name(), id)));
        Optional<Long> after = knowledge.size(newer.cycle(), newer.backup());
        if (before.isPresent() && after.isPresent() && after.get() < before.get() * LEAST_SHARE) {
            return Decision.keep(
                    cycle,
                    "the newest backup has " + after.get() + " bytes where this cycle had " + before.get()
                            + "; look whether something is lost");
        }
        return new Decision(
                cycle,
                true,
                "past keep, and backup " + newer.backup() + " in cycle " + newer.cycle() + " stands in its place");
    }
}
