package org.caravana.target;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.caravana.config.Settings;
import org.caravana.job.Catalogue;
import org.caravana.job.Copy;
import org.caravana.job.CopyStates;
import org.caravana.job.Job;
import org.caravana.job.Jobs;
import org.caravana.job.Leases;
import org.caravana.plan.CyclePeriod;
import org.caravana.plan.Plan;
import org.caravana.plan.Schedule;

/** A plan with some targets, its catalogue, its repository, and the real routes that copy. */
final class Office implements AutoCloseable {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-02T22:00:05Z"), ZoneOffset.UTC);
    private static final List<String> ROUTES = List.of(
            "routes/copy/carry-backup.camel.yaml",
            "routes/copy/send-objects.camel.yaml",
            "routes/copy/list-at-target.camel.yaml",
            "routes/copy/send-object.camel.yaml");

    final Path home;
    final Backups backups;
    final CopyStates copyStates;
    final Jobs jobs;
    final TargetContext routes;
    private final Catalogue catalogue;

    Office(Path home, Settings.Target... targets) throws Exception {
        this.home = home;
        backups = new Backups(home.resolve("repository"));
        List<String> names = new ArrayList<>();
        Arrays.stream(targets).forEach(t -> names.add(t.name()));
        Plan plan = plan(names);
        catalogue = Catalogue.open(
                "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", Optional.empty(), Optional.empty());
        Leases leases = new Leases("node", Duration.ofMinutes(5), CLOCK);
        jobs = new Jobs(catalogue, Map.of(plan.name(), plan), CLOCK, leases, 1);
        copyStates = new CopyStates(catalogue, CLOCK, leases);
        Copies copies = new Copies(settings(home, targets), copyStates::stopSignal);
        routes = new TargetContext(Map.of("copies", copies, "copyStates", copyStates), ROUTES, targets);
    }

    /** Makes a job whose capture was committed as this backup. */
    Job captured(String backup, int newPacks) throws Exception {
        backups.add(backup, newPacks);
        Job job = jobs.request("night");
        job = jobs.takeDue().get(0);
        jobs.begin(job);
        jobs.captured(job, backup, true, "captured");
        return job;
    }

    /** Sends what is due to each target, and gives each copy as it is afterwards, by target. */
    Map<String, Copy> send(Job job) {
        List<Copy> due = jobs.takeCopies(job);
        due.forEach(copy -> failure(copy).ifPresent(e -> copyStates.postpone(copy, Duration.ZERO, e)));
        return due.stream()
                .map(c -> copyStates.get(c.id()))
                .collect(Collectors.toMap(Copy::target, Function.identity()));
    }

    /** Sends one copy; what it failed with, if it did. */
    Optional<Exception> failure(Copy copy) {
        Exchange sent = routes.camel().createProducerTemplate().request("direct:carry-backup", e -> {
            e.setProperty("copy", copy);
            e.getIn().setBody(copy);
        });
        return Optional.ofNullable(sent.getException());
    }

    static Settings settings(Path home, Settings.Target... targets) {
        return new Settings(
                null,
                null,
                home.resolve("repository"),
                home.resolve("data"),
                home.resolve("work"),
                Map.of(),
                Map.of(),
                Arrays.stream(targets).collect(Collectors.toMap(Settings.Target::name, Function.identity())),
                Map.of(),
                null,
                null,
                null,
                null,
                null);
    }

    private static Plan plan(List<String> targets) {
        return new Plan(
                "night",
                List.of("files"),
                targets,
                new Schedule("0 0 19 ? * *", ZoneId.of("America/Sao_Paulo")),
                Duration.ofHours(1),
                Duration.ofHours(48),
                Duration.ZERO,
                Duration.ofDays(31),
                CyclePeriod.MONTH);
    }

    @Override
    public void close() throws Exception {
        routes.close();
        catalogue.close();
    }

    static List<Path> filesBelow(Path root) throws Exception {
        try (var found = Files.walk(root)) {
            return found.filter(Files::isRegularFile)
                    .map(root::relativize)
                    .sorted()
                    .toList();
        }
    }
}
