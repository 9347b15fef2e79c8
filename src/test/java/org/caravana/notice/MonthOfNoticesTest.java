package org.caravana.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.caravana.config.Settings;
import org.caravana.config.SettingsReader;
import org.caravana.job.Catalogue;
import org.caravana.job.CopyStates;
import org.caravana.job.Job;
import org.caravana.job.JobState;
import org.caravana.job.Jobs;
import org.caravana.job.Leases;
import org.caravana.job.MovableClock;
import org.caravana.job.Notice;
import org.caravana.job.Outbox;
import org.caravana.job.VerificationLevel;
import org.caravana.plan.Plan;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Both plans as they are shipped, through October 2026, a month of five Thursdays, Fridays and Saturdays. */
class MonthOfNoticesTest {
    private static final Instant END = Instant.parse("2026-11-01T03:00:00Z");

    private final MovableClock clock = new MovableClock("2026-10-01T12:00:00Z");
    private final Settings settings =
            new SettingsReader(Path.of("application.properties"), Path.of("."), Map.of()).settings();
    private final Catalogue catalogue = Catalogue.open(
            "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", Optional.empty(), Optional.empty());
    private final Leases leases = new Leases("node", Duration.ofHours(2), clock);
    private final Jobs jobs = new Jobs(catalogue, settings.plans(), clock, leases, 2);
    private final CopyStates copies = new CopyStates(catalogue, clock, leases);
    private final Outbox outbox = new Outbox(catalogue, clock);
    private final Announcements announcements = new Announcements(settings, jobs, clock);
    private final List<Notice> sent = new ArrayList<>();

    @AfterEach
    void close() {
        catalogue.close();
    }

    @Test
    void everyNightAndEveryMonthIsAnnouncedConfirmedAndReportedOnce() {
        record Firing(Plan plan, Instant at) {}
        List<Firing> firings = settings.plans().values().stream()
                .flatMap(plan -> plan.schedule().timer().next(clock.instant(), 40).stream()
                        .map(time -> new Firing(plan, time)))
                .filter(firing -> firing.at().isBefore(END))
                .sorted(Comparator.comparing(Firing::at))
                .toList();
        for (Firing firing : firings) {
            clock.set(firing.at().minus(Duration.ofMinutes(16)).toString());
            assertThat(announced()).isZero();
            clock.advance(Duration.ofMinutes(1));
            long announced = announced();
            send();
            clock.set(firing.at().toString());
            jobs.create(firing.plan().name());
            List<Job> due = jobs.takeDue();
            assertThat(due).as("announced before %s", firing).hasSize((int) announced);
            due.forEach(job -> carryOut(job, !job.scheduled().equals(Instant.parse("2026-10-10T02:00:00Z"))));
            send();
        }

        // 27 nights: 31 days less four Sundays; the month's on the first evening, and on Saturday since Friday failed
        Map<String, Long> kinds = sent.stream()
                .collect(Collectors.groupingBy(notice -> notice.plan() + " " + notice.kind(), Collectors.counting()));
        assertThat(kinds)
                .isEqualTo(Map.of(
                        "inprev-nightly ANNOUNCE", 27L,
                        "inprev-nightly START", 27L,
                        "inprev-nightly OUTCOME", 27L,
                        "store-monthly ANNOUNCE", 3L,
                        "store-monthly START", 3L,
                        "store-monthly OUTCOME", 3L));
        assertThat(sent).extracting(Notice::messageId).doesNotHaveDuplicates();
        List<Job> monthly = new ArrayList<>(jobs.list(Optional.of("store-monthly"), 100));
        Collections.reverse(monthly);
        assertThat(monthly)
                .extracting(job -> job.scheduled() + " " + job.state())
                .containsExactly(
                        "2026-10-02T02:00:00Z COMPLETED",
                        "2026-10-10T02:00:00Z FAILED",
                        "2026-10-11T02:00:00Z COMPLETED");
        assertThat(jobs.list(Optional.of("inprev-nightly"), 100))
                .extracting(Job::state)
                .containsOnly(JobState.COMPLETED);
    }

    private long announced() {
        return announcements.upcoming().stream()
                .filter(next -> outbox.announce(next.plan(), next.scheduled()))
                .count();
    }

    private void send() {
        for (Notice notice : outbox.dueNotices(100)) {
            sent.add(notice);
            outbox.sent(notice);
        }
    }

    private void carryOut(Job job, boolean succeeds) {
        jobs.begin(job);
        clock.advance(Duration.ofMinutes(30));
        if (!succeeds) {
            jobs.fail(job, new IllegalStateException("wrong password"));
            return;
        }
        jobs.captured(job, "b" + job.id(), true, "1 artifact");
        jobs.takeDueCopies().forEach(copy -> {
            copies.begin(copy);
            copies.verified(copy, VerificationLevel.HASHED, 3, 1000);
        });
        jobs.settle(job);
    }
}
