package org.caravana.retention;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
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
    private final Path root;
    private final BackupReader reader;
    private final Figures figures;
    private final Jobs jobs;
    private final SizeAlarms alarms;
    private final Clock clock;

    /** @param root the local repository's */
    public Cycles(Map<String, Plan> plans, Path root, Figures figures, Jobs jobs, SizeAlarms alarms, Clock clock) {
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

    /** What the local repository holds of the plan. */
    public List<HeldCycle> held(Place place) throws IOException {
        return new Holdings(new LocalStore(root)::list).of(place.plan());
    }

    /** Every cycle at the place with what is to become of it. */
    public List<Decision> decisions(Place place, List<HeldCycle> held) {
        Plan plan = plans.get(place.plan());
        Gate gate = new Gate(clock, plan.schedule().zone(), plan.keep(), new Known(place));
        return held.stream().map(cycle -> gate.decide(cycle, held)).toList();
    }

    /** The cycles that may go from the place. */
    public List<HeldCycle> discardable(Place place, List<HeldCycle> held) {
        List<Decision> decisions = decisions(place, held);
        decisions.forEach(d -> LOG.debug("{} at {}: {}", d.cycle().folder(), place.name(), d.why()));
        return decisions.stream().filter(Decision::discard).map(Decision::cycle).toList();
    }

    /** Deletes an object of the local repository; one that is gone already is as good. */
    public void delete(String object) throws IOException {
        Files.deleteIfExists(root.resolve(object));
    }

    /** Writes down that a cycle is gone from a place. */
    public void discarded(Place place, HeldCycle cycle) throws IOException {
        if (place.isRepository()) {
            removeFolders(root.resolve(cycle.folder()));
        } else {
            jobs.discardCopies(place.plan(), cycle.name(), place.name());
        }
        jobs.discarded(
                place.job(),
                place.plan(),
                cycle.name(),
                place.name(),
                cycle.objects().size());
    }

    /** Writes down that a place could not be tidied; the next job's end tries again. */
    public void failed(Place place, Exception why) {
        jobs.remark(place.job(), "old cycles at " + place.name() + " could not be discarded: " + why.getMessage());
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

        Known(Place place) {
            this.place = place;
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
