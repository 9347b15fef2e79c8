package org.caravana.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.caravana.cli.Operations.Answer;
import org.caravana.config.Settings;
import org.caravana.job.Readable;
import org.caravana.plan.CyclePeriod;
import org.caravana.plan.CycleSpan;
import org.caravana.plan.Plan;
import org.caravana.target.Throughput;

/**
 * What each plan's next cycle will take, going by its last one: room in the repository, and hours of the line to each
 * target. Advice and no problem; it asks nobody, and opens no catalogue.
 */
final class NewCycles {
    /** A first copy that takes longer than that is in the way of the nights after it. */
    private static final Duration LONG = Duration.ofHours(24);

    private final Settings settings;
    private final Throughput throughput;

    NewCycles(Settings settings) {
        this.settings = settings;
        this.throughput = new Throughput(settings.data());
    }

    /** Nothing about a plan that has no backup yet, or whose repository cannot be read. */
    List<Answer> answers() {
        List<Answer> answers = new ArrayList<>();
        for (Plan plan : settings.plans().values()) {
            try {
                answers.addAll(of(plan));
            } catch (IOException | UncheckedIOException | DirectoryIteratorException e) {
                // that it cannot be read is told elsewhere
            }
        }
        return answers;
    }

    private List<Answer> of(Plan plan) throws IOException {
        Path folder = settings.repository().resolve(plan.name());
        List<Path> cycles = cycles(folder);
        Optional<Path> last = last(cycles);
        if (last.isEmpty()) {
            return List.of();
        }
        long size = packs(last.get());
        List<Answer> answers = new ArrayList<>(List.of(room(plan, size, cycles)));
        for (String target : plan.targets()) {
            answers.add(copy(plan, settings.targets().get(target), size));
        }
        return answers;
    }

    private static List<Path> cycles(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var members = Files.list(folder)) {
            return members.filter(cycle ->
                            CycleSpan.of(cycle.getFileName().toString()).isPresent())
                    .toList();
        }
    }

    /** The newest that holds a whole backup: one that is being captured does not show yet how large it becomes. */
    private static Optional<Path> last(List<Path> cycles) {
        return cycles.stream().filter(NewCycles::hasBackup).max(Comparator.comparing(cycle -> CycleSpan.of(
                        cycle.getFileName().toString())
                .orElseThrow()
                .first()));
    }

    private static boolean hasBackup(Path cycle) {
        try (var backups = Files.list(cycle.resolve("backups"))) {
            return backups.anyMatch(backup -> Files.exists(backup.resolve("manifest.json")));
        } catch (IOException | UncheckedIOException e) {
            return false;
        }
    }

    private static long packs(Path cycle) throws IOException {
        long bytes = 0;
        try (var packs = Files.newDirectoryStream(cycle.resolve("packs"), "*.zst")) {
            for (Path pack : packs) {
                bytes += Files.size(pack);
            }
        }
        return bytes;
    }

    private Answer room(Plan plan, long size, List<Path> cycles) throws IOException {
        long taken = 0;
        for (Path cycle : cycles) {
            taken += Files.isDirectory(cycle.resolve("packs")) ? packs(cycle) : 0;
        }
        long free = Files.getFileStore(settings.repository()).getUsableSpace();
        long held = plan.keepCycles() == Integer.MAX_VALUE ? cycles.size() + 1L : held(plan);
        long needed = size > Long.MAX_VALUE / held ? Long.MAX_VALUE : size * held;
        String about = "holds about " + Readable.size(size);
        if (needed <= taken + free) {
            return advice(plan, about + "; the repository has room for " + held, "");
        }
        return advice(
                plan,
                about + "; " + held + " of them take " + Readable.size(needed) + ", and the repository has "
                        + Readable.size(taken + free) + " for them",
                "make room there before the next one begins; the old one goes only when the new one is verified");
    }

    /**
     * How many lie there at once at the most: retention lets one go when {@code keep} has passed since its last night, and
     * that may come after its end while the next one's first copy is on its way.
     */
    private static long held(Plan plan) {
        Duration cycle = plan.cycle().shortest();
        Duration late = cycle.compareTo(CyclePeriod.LONGEST_OVERLAP) < 0 ? cycle : CyclePeriod.LONGEST_OVERLAP;
        Duration past = plan.keep().plus(late);
        // rounded up: one that is short of it by a part of a cycle is still there
        long kept = past.plus(cycle).minusSeconds(1).toSeconds() / cycle.toSeconds();
        return 1 + Math.max(Math.max(1, plan.keepCycles()), kept);
    }

    private Answer copy(Plan plan, Settings.Target target, long size) throws IOException {
        String first = "its first copy to " + target.name();
        OptionalLong measured = throughput.perSecond(target.name());
        Optional<Long> cap = Optional.ofNullable(target.properties().get("bandwidth"))
                .map(Long::valueOf)
                .filter(bytes -> bytes > 0);
        if (measured.isEmpty() && cap.isEmpty()) {
            return advice(plan, first + " takes nobody knows how long: not measured yet", "");
        }
        boolean capped = cap.isPresent() && (measured.isEmpty() || cap.get() < measured.getAsLong());
        long rate = Math.max(1, capped ? cap.get() : measured.getAsLong());
        Duration takes = Duration.ofSeconds(size / rate);
        String at = amount(takes) + " at " + Readable.size(rate);
        String what = measured.isEmpty()
                ? " takes at least " + at + " a second, its bandwidth; not measured yet"
                : " takes about " + at + (capped ? " a second, its bandwidth" : " a second");
        return advice(plan, first + what, isLong(plan, takes) ? proposal(plan, target) : "");
    }

    private static boolean isLong(Plan plan, Duration takes) {
        return takes.compareTo(LONG) > 0 || takes.compareTo(plan.completionWindow()) > 0;
    }

    private static String proposal(Plan plan, Settings.Target target) {
        return switch (plan.cycle()) {
            case WEEK -> seldomer(plan, CyclePeriod.MONTH);
            case MONTH -> seldomer(plan, CyclePeriod.QUARTER);
            case QUARTER ->
                "carry it there by disk: caravana copy --seed " + target.name() + " --to FOLDER; or give the line more";
        };
    }

    private static String seldomer(Plan plan, CyclePeriod period) {
        String value = period.name().toLowerCase(Locale.ROOT);
        return "plan." + plan.name() + ".cycle=" + value + " sends everything anew less often";
    }

    private static String amount(Duration takes) {
        return takes.toHours() > 0 ? (takes.toMinutes() + 30) / 60 + " h" : takes.toMinutes() + 1 + " min";
    }

    private static Answer advice(Plan plan, String what, String hint) {
        return new Answer("new cycle", plan.name(), true, what, hint);
    }
}
