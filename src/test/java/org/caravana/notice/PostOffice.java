package org.caravana.notice;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.main.Main;
import org.caravana.config.Secret;
import org.caravana.config.Settings;
import org.caravana.job.Catalogue;
import org.caravana.job.Copy;
import org.caravana.job.CopyStates;
import org.caravana.job.Figures;
import org.caravana.job.Job;
import org.caravana.job.Jobs;
import org.caravana.job.Leases;
import org.caravana.job.Months;
import org.caravana.job.Outbox;
import org.caravana.job.SizeAlarms;
import org.caravana.job.VerificationLevel;
import org.caravana.plan.CyclePeriod;
import org.caravana.plan.Plan;
import org.caravana.plan.Schedule;
import org.caravana.repository.Manifest;

/** The notice routes of the distribution on a catalogue of their own, with a clock that stands until it is moved. */
final class PostOffice implements AutoCloseable {
    static final Settings.People NOBODY = new Settings.People(List.of(), Map.of(), Optional.empty());
    static final String PASSWORD = "canary-41c9";

    private static final List<String> FILES = List.of(
            "routes/notices/send-notice.camel.yaml",
            "routes/notices/send-mail.camel.yaml",
            "routes/notices/send-users.camel.yaml",
            "routes/notices/send-command.camel.yaml",
            "routes/notices/find-users.camel.yaml",
            "routes/notices/ask-users.camel.yaml",
            "routes/errors/users-unknown.camel.yaml",
            "routes/errors/called.camel.yaml",
            "routes/errors/next-firing.camel.yaml",
            "routes/errors/retry-notice.camel.yaml");

    final Main main = new Main();
    final Jobs jobs;
    final CopyStates copies;
    final Notices notices;
    final JobFacts facts;
    final MonthFacts months;
    final Banner banner;
    Manifest manifest = Samples.manifest(true);
    List<String> local = List.of();

    private final Catalogue catalogue;
    private final MovedClock clock = new MovedClock(Samples.CAPTURE);

    /** @param settings what would stand in application.properties; @param more further route files */
    PostOffice(Map<String, String> settings, Optional<String> user, String... more) {
        this(settings, user, NOBODY, Map.of(), more);
    }

    /** @param databases their URLs by their names */
    PostOffice(
            Map<String, String> settings,
            Optional<String> user,
            Settings.People people,
            Map<String, Settings.Database> databases,
            String... more) {
        Optional<String> server = Optional.ofNullable(settings.get("mail.server"));
        Settings.Mail mail = new Settings.Mail(
                server,
                user,
                user.map(u -> new Secret(PASSWORD)),
                "caravana@office.example",
                List.of("ti@office.example"));
        Settings all = settings(mail, people, databases);
        catalogue = Catalogue.open(
                "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", Optional.empty(), Optional.empty());
        Leases leases = new Leases("node", Duration.ofMinutes(2), clock);
        jobs = new Jobs(catalogue, all.plans(), clock, leases, 2);
        copies = new CopyStates(catalogue, clock, leases);
        SizeAlarms alarms = new SizeAlarms(catalogue, clock);
        facts = new JobFacts(all, jobs, new Figures(catalogue), alarms, job -> Optional.of(manifest), clock);
        months = new MonthFacts(all, new Months(catalogue), alarms, plan -> local, clock);
        Announcements announcements = new Announcements(all, jobs, clock);
        banner = new Banner(all, jobs, announcements);
        notices = new Notices(
                new Outbox(catalogue, clock),
                facts,
                months,
                new Letters(all.language()),
                announcements,
                notice -> false);
        main.bind("noticeCommand", new CommandChannel(people.command()));
        databases.values().forEach(database -> main.bind("database-" + database.name(), source(database)));
        start(settings, mail, more);
    }

    private static javax.sql.DataSource source(Settings.Database database) {
        org.h2.jdbcx.JdbcDataSource source = new org.h2.jdbcx.JdbcDataSource();
        source.setURL(database.url());
        return source;
    }

    private void start(Map<String, String> settings, Settings.Mail mail, String... more) {
        main.bind("notices", notices);
        main.bind("banner", banner);
        main.bind("mailAccount", new MailAccount(mail));
        main.bind("mailProperties", MailAccount.properties(mail));
        main.addInitialProperty("mail.from", mail.from());
        main.addInitialProperty("mail.support", String.join(",", mail.support()));
        // retries live in the routes, and in no client below them
        main.addInitialProperty("camel.component.http.automaticRetriesDisabled", "true");
        main.addInitialProperty("camel.component.https.automaticRetriesDisabled", "true");
        settings.forEach(main::addInitialProperty);
        main.addInitialProperty(
                "camel.main.routesIncludePattern",
                Stream.concat(FILES.stream(), Stream.of(more))
                        .map(file -> "file:" + file)
                        .collect(Collectors.joining(",")));
        main.start();
    }

    private static Settings settings(
            Settings.Mail mail, Settings.People people, Map<String, Settings.Database> databases) {
        Plan plan = new Plan(
                "inprev-nightly",
                List.of("conan", "systems"),
                List.of("annex", "cloud"),
                new Schedule("0 0 19 ? * MON-SAT", Samples.ZONE),
                Duration.ofHours(1),
                Duration.ofHours(48),
                Duration.ofMinutes(15),
                Duration.ofDays(31),
                CyclePeriod.MONTH);
        return new Settings(
                Samples.ZONE,
                Locale.forLanguageTag("pt-BR"),
                Path.of("repository"),
                Path.of("data"),
                Path.of("work"),
                databases,
                Map.of(),
                Map.of("annex", target("annex", "sftp"), "cloud", target("cloud", "s3")),
                Map.of(plan.name(), plan),
                people,
                null,
                mail,
                null,
                null,
                null,
                null);
    }

    private static Settings.Target target(String name, String type) {
        return new Settings.Target(name, type, Map.of(), Map.of(), List.of(), 1);
    }

    /** Sends what is due, as the timer's route does. */
    void sendDue(String channels) throws Exception {
        for (Delivery delivery : notices.due(channels)) {
            main.getCamelTemplate().sendBody("direct:send-notice", delivery);
        }
    }

    /** A job that began, so that its START notice waits. */
    Job begun() {
        jobs.create("inprev-nightly");
        Job job = jobs.takeDue().get(0);
        jobs.begin(job);
        return job;
    }

    /** A whole night; its OUTCOME notice waits. */
    Job completed() {
        return settled(begun(), "20261102T220003Z");
    }

    Job settled(Job job, String backup) {
        jobs.captured(job, backup, true, "2 artifacts");
        for (Copy copy : jobs.takeDueCopies()) {
            copies.begin(copy);
            copies.verified(copy, VerificationLevel.HASHED, 3, 1000);
        }
        jobs.settle(job);
        return jobs.get(job.id());
    }

    void pass(Duration time) {
        clock.now = clock.now.plus(time);
    }

    @Override
    public void close() {
        main.stop();
        catalogue.close();
    }

    private static final class MovedClock extends Clock {
        private Instant now;

        MovedClock(Instant now) {
            this.now = now;
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
