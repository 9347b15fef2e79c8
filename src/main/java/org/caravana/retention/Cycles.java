package org.caravana.retention;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.caravana.job.Figures;
import org.caravana.job.Job;
import org.caravana.job.Jobs;
import org.caravana.job.SizeAlarms;
import org.caravana.job.UnknownPlanException;
import org.caravana.plan.Plan;
import org.caravana.repository.BackupReader;
import org.caravana.repository.DamagedException;
import org.caravana.repository.LocalStore;
import org.caravana.repository.Manifest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The plans' cycles at their places: which may go, and what was done about it. */
public final class Cycles {
    private static final Logger LOG = LoggerFactory.getLogger(Cycles.class);

    private final Map<String, Plan> plans;
    private final Set<String> disks;
    private final Path root;
    private final Path data;
    private final BackupReader reader;
    private final Figures figures;
    private final Jobs jobs;
    private final SizeAlarms alarms;
    private final Clock clock;
    private final Refusals refusals;
    private final ClockNotes clocks;
    private final ClockWarnings warnings;

    /**
     * @param disks targets whose clock may be this machine's
     * @param root the local repository's
     * @param data where it is kept what was told already
     */
    public Cycles(
            Map<String, Plan> plans,
            Set<String> disks,
            Path root,
            Path data,
            Figures figures,
            Jobs jobs,
            SizeAlarms alarms,
            Clock clock) {
        this.disks = Set.copyOf(disks);
        this.data = data;
        this.refusals = new Refusals(data.resolve("undeletable"));
        this.clocks = new ClockNotes(data.resolve("clocks"));
        this.warnings = new ClockWarnings(clocks, jobs);
        this.plans = plans;
        this.root = root;
        this.reader = new BackupReader(new LocalStore(root));
        this.figures = figures;
        this.jobs = jobs;
        this.alarms = alarms;
        this.clock = clock;
    }

    /** The targets of a job's plan, then the repository: it knows the sizes, so its cycles go last. */
    public List<Place> places(Job job) {
        List<Place> places = new ArrayList<>();
        Optional.ofNullable(plans.get(job.plan())).ifPresent(plan -> {
            plan.targets().forEach(target -> places.add(new Place(job.id(), plan.name(), target)));
            places.add(new Place(job.id(), plan.name(), LocalStore.NAME));
        });
        return places;
    }

    /** The places of a plan, to look at without any job's end. @throws UnknownPlanException if there is none */
    public List<Place> placesOf(String name) {
        Plan plan =
                Optional.ofNullable(plans.get(name)).orElseThrow(() -> new UnknownPlanException(name, plans.keySet()));
        List<Place> places = new ArrayList<>();
        plan.targets().forEach(target -> places.add(new Place(0, name, target)));
        places.add(new Place(0, name, LocalStore.NAME));
        return places;
    }

    /** The names of the cycles that the local repository holds of the plan. */
    public List<String> names(Place place) throws IOException {
        return new Holdings(new LocalStore(root)::list).names(place.plan());
    }

    /** Whether any cycle is old enough that the place has to be listed; on most nights none is. */
    public boolean mayAnyGo(Place place, List<String> names) {
        return gate(place, Optional.empty()).mayAnyGo(names);
    }

    private Gate gate(Place place, Optional<String> objection) {
        return new Gate(clock, plans.get(place.plan()), new Known(place, objection));
    }

    /** Whose clocks are to be compared with ours before anything goes from the place. */
    public ClockComparison clocks(Place place) {
        return new ClockComparison(place, plans.get(place.plan()).targets(), disks);
    }

    /** @param ahead by how much the target's clock is ahead of ours; {@code null} if it tells no time */
    public void clock(ClockComparison comparison, String target, Duration ahead) {
        comparison.add(target, ahead);
    }

    /** Nothing was learned from a target. There are others to ask; the place itself is not looked at any further. */
    public void clockUnknown(ClockComparison comparison, String target, Exception why) throws Exception {
        comparison.failed(target, why);
        LOG.info("the clock of {} could not be compared with ours: {}", target, why.getMessage());
    }

    /** Keeps what the clocks said; that one differs is told once. */
    public void compared(Place place, ClockComparison comparison) throws IOException {
        warnings.compared(place.job(), comparison.ahead());
    }

    /** What was known of the clocks last, without asking. */
    private ClockComparison lastCompared(Place place) {
        ClockComparison comparison = clocks(place);
        comparison
                .getTargets()
                .forEach(target -> comparison.add(target, clocks.last(target).orElse(null)));
        return comparison;
    }

    /** What the local repository holds of the plan. */
    public List<HeldCycle> held(Place place) throws IOException {
        return new Holdings(new LocalStore(root)::list).of(place.plan());
    }

    /** Every cycle at the place with what is to become of it, by what was known of the clocks last. */
    public List<Decision> decisions(Place place, List<HeldCycle> held) {
        List<Decision> decisions = decisions(place, held, lastCompared(place));
        return refusals.isKnown(place)
                ? decisions.stream().map(Decision::refused).toList()
                : decisions;
    }

    private List<Decision> decisions(Place place, List<HeldCycle> held, ClockComparison comparison) {
        Gate gate = gate(place, comparison.objection());
        return held.stream().map(cycle -> gate.decide(cycle, held)).toList();
    }

    /** The cycles that may go from the place. */
    public List<HeldCycle> discardable(Place place, List<HeldCycle> held, ClockComparison comparison) {
        List<Decision> decisions = decisions(place, held, comparison);
        decisions.forEach(d -> LOG.debug("{} at {}: {}", d.cycle().folder(), place.name(), d.why()));
        return decisions.stream().filter(Decision::discard).map(Decision::cycle).toList();
    }

    /** Deletes an object of the local repository; one that is gone already is as good. */
    public void delete(String object) throws IOException {
        Files.deleteIfExists(root.resolve(object));
    }

    /** From now on nobody counts on what a target holds of the cycle, nor looks whether it is whole. */
    public void discarding(Place place, HeldCycle cycle) {
        if (place.isRepository()) {
            jobs.discardAway(place.plan(), cycle.name());
        } else {
            jobs.discardCopies(place.plan(), cycle.name(), place.name());
        }
    }

    /** Writes down that a cycle is gone from a place. */
    public void discarded(Place place, HeldCycle cycle) throws IOException {
        refusals.remove(place);
        if (place.isRepository()) {
            removeFolders(root.resolve(cycle.folder()));
        } else {
            forget(place, cycle);
        }
        jobs.discarded(
                place.job(),
                place.plan(),
                cycle.name(),
                place.name(),
                cycle.objects().size());
    }

    /** Writes down, once, that a place refuses us: where that is meant so, its own rule has to delete. */
    public void refused(Place place, Exception why) {
        if (refusals.add(place)) {
            jobs.remark(
                    place.job(),
                    "old cycles at " + place.name() + " could not be discarded: " + why.getMessage()
                            + "; if our credentials are not meant to delete there, a rule there has to do it"
                            + " (docs/retention.md); this is told once");
        } else {
            LOG.info("old cycles at {} can still not be discarded: {}", place.name(), why.getMessage());
        }
    }

    /** Writes down that a place could not be tidied; the next job's end tries again. */
    public void failed(Place place, Exception why) {
        jobs.remark(place.job(), "old cycles at " + place.name() + " could not be discarded: " + why.getMessage());
    }

    /** What was known of the objects that were there. */
    private void forget(Place place, HeldCycle cycle) throws IOException {
        for (CycleNotes notes : CycleNotes.values()) {
            Files.deleteIfExists(notes.file(data, place.name(), place.plan(), cycle.name()));
        }
    }

    /** Only empty folders go: what somebody else put there stays. */
    private static void removeFolders(Path cycle) throws IOException {
        List<Path> folders;
        try (var all = Files.walk(cycle)) {
            folders = all.filter(Files::isDirectory)
                    .sorted((a, b) -> b.compareTo(a))
                    .toList();
        } catch (NoSuchFileException e) {
            return;
        }
        for (Path folder : folders) {
            try {
                Files.delete(folder);
            } catch (DirectoryNotEmptyException e) {
                return;
            }
        }
    }

    private final class Known implements Gate.Knowledge {
        private final Place place;
        private final Optional<String> objection;

        Known(Place place, Optional<String> objection) {
            this.place = place;
            this.objection = objection;
        }

        @Override
        public Optional<String> clockDiffers() {
            return objection;
        }

        @Override
        public Set<String> verifiedWhole(String cycle) {
            Set<String> verified = place.isRepository()
                    ? figures.captured(place.plan(), cycle)
                    : figures.verified(place.plan(), cycle, place.name());
            return verified.stream()
                    .filter(backup ->
                            manifest(cycle, backup).filter(Manifest::complete).isPresent())
                    .collect(Collectors.toSet());
        }

        @Override
        public boolean busy(String cycle) {
            return figures.busy(place.plan(), cycle);
        }

        @Override
        public boolean goesOn(String cycle) {
            return jobs.cycleOf(place.plan()).equals(cycle);
        }

        @Override
        public Optional<Long> size(String cycle, String backup) {
            return manifest(cycle, backup).map(m -> m.artifacts().stream()
                    .mapToLong(Manifest.Artifact::plain)
                    .sum());
        }

        @Override
        public Optional<Long> acceptedSize(String after, String notAfter) {
            return alarms.acceptedSize(place.plan(), after, notAfter);
        }

        @Override
        public Optional<Long> sizeAlarm() {
            return alarms.open(place.plan()).map(Job::id);
        }

        private Optional<Manifest> manifest(String cycle, String backup) {
            try {
                return Optional.of(reader.manifest(place.plan() + "/" + cycle + "/backups/" + backup));
            } catch (IOException | DamagedException e) {
                return Optional.empty();
            }
        }
    }
}
