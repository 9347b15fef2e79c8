package org.caravana.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.caravana.job.Catalogue;
import org.caravana.job.Copy;
import org.caravana.job.CopyStates;
import org.caravana.job.Figures;
import org.caravana.job.Job;
import org.caravana.job.Jobs;
import org.caravana.job.Leases;
import org.caravana.job.VerificationLevel;
import org.caravana.plan.CyclePeriod;
import org.caravana.plan.Plan;
import org.caravana.plan.Schedule;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FiguresTest {
    private static final ZoneId ZONE = ZoneId.of("America/Sao_Paulo");
    private static final Instant NOW = Instant.parse("2026-11-02T22:00:03Z");

    private final Clock clock = Clock.fixed(NOW, ZONE);
    private final Catalogue catalogue = Catalogue.open(
            "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", Optional.empty(), Optional.empty());
    private final Leases leases = new Leases("node", Duration.ofMinutes(2), clock);
    private final Jobs jobs = new Jobs(catalogue, Map.of("nightly", plan()), clock, leases, 2);
    private final CopyStates copies = new CopyStates(catalogue, clock, leases);
    private final Figures figures = new Figures(catalogue);

    @AfterEach
    void close() {
        catalogue.close();
    }

    @Test
    void theGaugesFollowTheCatalogue() {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        new Metrics(figures).register(registry, List.of("nightly"), List.of("annex", "cloud"));
        assertThat(registry.scrape())
                .contains("caravana_last_completed_seconds{plan=\"nightly\"} 0.0")
                .contains("caravana_jobs{state=\"RUNNING\"} 0.0");
        Job job = captured();
        assertThat(registry.scrape())
                .contains("caravana_jobs{state=\"RUNNING\"} 1.0")
                .contains("caravana_copies_waiting{target=\"cloud\"} 1.0");
        jobs.takeDueCopies().forEach(this::send);
        jobs.settle(job);
        assertThat(registry.scrape())
                .contains("caravana_jobs{state=\"COMPLETED\"} 1.0")
                .contains("caravana_copies_waiting{target=\"cloud\"} 0.0")
                .containsPattern("caravana_last_completed_seconds\\{plan=\"nightly\"} 1\\.793656803E9");
        assertThat(figures.sentBytes(job.id())).isEqualTo(2000);
        assertThat(figures.newestWhole("nightly", "annex")).contains("20261102T220003Z");
        assertThat(figures.newestWhole("nightly", "elsewhere")).isEmpty();
    }

    @Test
    void jmxRunsAPlanAndCancelsAJob() throws Exception {
        MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
        ObjectName name = new ObjectName(JobControl.NAME);
        try (JobControl control = JobControl.register(jobs, figures, () -> "in use")) {
            long job = (long) invoke(beans, name, "run", "nightly", "java.lang.String");
            assertThat(jobs.get(job).plan()).isEqualTo("nightly");
            assertThat(beans.getAttribute(name, "Newest").toString()).isNotBlank();
            assertThat(control.getNewest()).singleElement().asString().contains("nightly", "CREATED");
            assertThat(invoke(beans, name, "cancel", job, "long")).isEqualTo("ABORTED");
            assertThat(control.getJobs()).containsEntry("ABORTED", 1L);
            assertThatThrownBy(() -> control.run("nigthly"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("HINT:");
        }
        assertThat(beans.isRegistered(name)).isFalse();
    }

    private static Object invoke(MBeanServer beans, ObjectName name, String operation, Object argument, String type)
            throws Exception {
        return beans.invoke(name, operation, new Object[] {argument}, new String[] {type});
    }

    @Test
    void healthIsDownForAnOverduePlanAndForSettingsThatWereNotTakenOver() {
        jobs.create("nightly");
        assertThat(wrong(NOW.plus(Duration.ofHours(47)), "in use")).isEmpty();
        assertThat(wrong(NOW.plus(Duration.ofHours(49)), "in use"))
                .singleElement()
                .asString()
                .contains("plan nightly has not COMPLETED since");
        assertThat(wrong(NOW, "edited but not taken over: because"))
                .singleElement()
                .asString()
                .contains("because");
    }

    private List<String> wrong(Instant now, String settings) {
        return new PlansHealth(List.of(plan()), jobs, figures, Clock.fixed(now, ZONE), () -> settings).wrong();
    }

    private Job captured() {
        jobs.create("nightly");
        Job job = jobs.takeDue().get(0);
        jobs.begin(job);
        jobs.captured(job, "20261102T220003Z", true, "2 artifacts");
        return job;
    }

    private void send(Copy copy) {
        copies.begin(copy);
        copies.verified(copy, VerificationLevel.HASHED, 3, 1000);
    }

    private static Plan plan() {
        return new Plan(
                "nightly",
                List.of("conan"),
                List.of("annex", "cloud"),
                new Schedule("0 0 19 ? * MON-SAT", ZONE),
                Duration.ofHours(1),
                Duration.ofHours(48),
                Duration.ofMinutes(15),
                Duration.ofDays(31),
                CyclePeriod.MONTH);
    }
}
