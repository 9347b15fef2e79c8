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
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Route;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.spi.RoutePolicy;
import org.apache.camel.spi.RoutePolicyFactory;
import org.apache.camel.support.RoutePolicySupport;
import org.caravana.config.Settings;
import org.caravana.job.Catalogue;
import org.caravana.job.Copy;
import org.caravana.job.CopyStates;
import org.caravana.job.Figures;
import org.caravana.job.Job;
import org.caravana.job.Jobs;
import org.caravana.job.Leases;
import org.caravana.job.NoticeKind;
import org.caravana.job.Outbox;
import org.caravana.plan.Commands;
import org.caravana.plan.CyclePeriod;
import org.caravana.plan.Plan;
import org.caravana.plan.Schedule;

/** A plan with some targets, its catalogue, its repository, and the real routes that copy. */
final class Office implements AutoCloseable {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-02T22:00:05Z"), ZoneOffset.UTC);
    private static final List<String> ROUTES = List.of(
            "routes/copy/copy-to-target.camel.yaml",
            "routes/copy/heal-repository.camel.yaml",
            "routes/copy/carry-backup.camel.yaml",
            "routes/copy/read-target-sums.camel.yaml",
            "routes/copy/fetch-sums.camel.yaml",
            "routes/copy/send-objects.camel.yaml",
            "routes/copy/list-at-target.camel.yaml",
            "routes/copy/list-folder.camel.yaml",
            "routes/copy/ask-target.camel.yaml",
            "routes/copy/tidy-up.camel.yaml",
            "routes/copy/send-object.camel.yaml");

    final Path home;
    final Backups backups;
    final CopyStates copyStates;
    final Jobs jobs;
    final TargetContext routes;
    private final Catalogue catalogue;
    private final Puts puts = new Puts();
    private final Passing passing = new Passing();

    Office(Path home, Settings.Target... targets) throws Exception {
        this(home, Plan.WHOLE, targets);
    }

    /** @param readBack how many percent of the new packs the plan wants read back */
    Office(Path home, int readBack, Settings.Target... targets) throws Exception {
        this.home = home;
        backups = new Backups(home.resolve("repository"));
        List<String> names = new ArrayList<>();
        Arrays.stream(targets).forEach(t -> names.add(t.name()));
        Plan plan = plan(names, readBack);
        catalogue = Catalogue.open(
                "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", Optional.empty(), Optional.empty());
        Leases leases = new Leases("node", Duration.ofMinutes(5), CLOCK);
        jobs = new Jobs(catalogue, Map.of(plan.name(), plan), CLOCK, leases, 1);
        copyStates = new CopyStates(catalogue, CLOCK, leases);
        Copies copies = new Copies(settings(home, readBack, targets), passing, copyStates::stopSignal);
        routes = new TargetContext(
                Map.of(
                        "copies",
                        copies,
                        "copyStates",
                        copyStates,
                        "jobs",
                        jobs,
                        "puts",
                        puts,
                        "repairs",
                        new Repairs(settings(home, targets), copyStates)),
                ROUTES,
                targets);
        routes.camel().addRoutes(new NothingFollows());
    }

    /** From now on this is called with the name of each object that was put, before anything else is done with it. */
    void afterPut(Consumer<String> action) {
        puts.action = action;
    }

    /** So much time goes by while objects travel. */
    void pass(Duration time) {
        passing.offset = passing.offset.plus(time);
    }

    /** The objects that were put so far, in order. */
    List<String> puts() {
        return List.copyOf(puts.objects);
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

    /** Sends what is due to each target, as the service does, and gives each copy as it is afterwards, by target. */
    Map<String, Copy> send(Job job) {
        List<Copy> due = jobs.takeCopies(job);
        due.forEach(copy -> routes.camel().createProducerTemplate().sendBody("direct:copy-to-target", copy));
        return due.stream()
                .map(c -> copyStates.get(c.id()))
                .collect(Collectors.toMap(Copy::target, Function.identity()));
    }

    /** How many such notices are waiting or sent. */
    long notices(NoticeKind kind) {
        return new Outbox(catalogue, CLOCK)
                .dueNotices(100).stream()
                        .filter(notice -> notice.kind() == kind)
                        .count();
    }

    /** Whether retention counts the job's cycle as one that somebody works on. */
    boolean busy(Job job) {
        return new Figures(catalogue).busy(job.plan(), job.cycle());
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
        return settings(home, Plan.WHOLE, targets);
    }

    private static Settings settings(Path home, int readBack, Settings.Target... targets) {
        return new Settings(
                null,
                null,
                home.resolve("repository"),
                home.resolve("data"),
                home.resolve("work"),
                Map.of(),
                Map.of(),
                Arrays.stream(targets).collect(Collectors.toMap(Settings.Target::name, Function.identity())),
                Map.of(
                        "night",
                        plan(Arrays.stream(targets).map(Settings.Target::name).toList(), readBack)),
                null,
                null,
                null,
                null,
                null);
    }

    private static Plan plan(List<String> targets, int readBack) {
        return new Plan(
                "night",
                List.of("files"),
                targets,
                new Schedule("0 0 19 ? * *", ZoneId.of("America/Sao_Paulo")),
                Duration.ofHours(1),
                Duration.ofHours(48),
                Duration.ZERO,
                Duration.ofDays(31),
                CyclePeriod.MONTH,
                Plan.SIZE_ALARM,
                Commands.NONE,
                Optional.empty(),
                0,
                readBack);
    }

    private static final class Passing extends Clock {
        private volatile Duration offset = Duration.ZERO;

        @Override
        public Instant instant() {
            return CLOCK.instant().plus(offset);
        }

        @Override
        public ZoneId getZone() {
            return CLOCK.getZone();
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    /** In place of what follows when a job has ended. */
    private static final class NothingFollows extends RouteBuilder {
        @Override
        public void configure() {
            from("direct:finish-job").routeId("finish-job").stop();
        }
    }

    private static final class Puts extends RoutePolicySupport implements RoutePolicyFactory {
        private final List<String> objects = new CopyOnWriteArrayList<>();
        private volatile Consumer<String> action = object -> {};

        @Override
        public RoutePolicy createRoutePolicy(CamelContext context, String routeId, NamedNode route) {
            return routeId.startsWith("put-") ? this : null;
        }

        @Override
        public void onExchangeDone(Route route, Exchange exchange) {
            if (exchange.getException() == null) {
                String object = exchange.getMessage().getHeader(TargetHeaders.OBJECT, String.class);
                objects.add(object);
                action.accept(object);
            }
        }
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
