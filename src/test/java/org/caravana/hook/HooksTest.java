package org.caravana.hook;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.caravana.job.Catalogue;
import org.caravana.job.Job;
import org.caravana.job.Jobs;
import org.caravana.job.Leases;
import org.caravana.plan.Commands;
import org.caravana.plan.CyclePeriod;
import org.caravana.plan.Plan;
import org.caravana.plan.Schedule;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HooksTest {
    @TempDir
    Path root;

    private Path log;
    private Catalogue catalogue;
    private Hooks hooks;
    private Job job;

    @BeforeEach
    void open() {
        log = root.resolve("log");
        Plan plan = new Plan(
                "nightly",
                List.of("conan"),
                List.of("annex"),
                new Schedule("0 0 19 ? * *", ZoneOffset.UTC),
                Duration.ofHours(1),
                Duration.ofHours(48),
                Duration.ZERO,
                Duration.ofDays(31),
                CyclePeriod.MONTH,
                Plan.SIZE_ALARM,
                new Commands(
                        Optional.empty(),
                        Optional.of("echo \"after: $CARAVANA_REASON\" >>'" + log + "'"),
                        Optional.empty(),
                        Duration.ofMinutes(5)),
                Optional.empty());
        catalogue = Catalogue.open(
                "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", Optional.empty(), Optional.empty());
        Clock clock = Clock.systemUTC();
        Map<String, Plan> plans = Map.of("nightly", plan);
        Jobs jobs = new Jobs(catalogue, plans, clock, new Leases("node", Duration.ofMinutes(5), clock), 1);
        hooks = new Hooks(plans, jobs, root.resolve("hooks"), clock);
        jobs.request("nightly");
        job = jobs.takeDue().get(0);
        hooks.before(job);
    }

    @AfterEach
    void close() {
        catalogue.close();
    }

    @Test
    void aFailureWithoutWordsIsFollowedByAfter() {
        hooks.after(job, new NullPointerException());
        assertThat(log).content().isEqualTo("after: NullPointerException\n");
    }

    @Test
    void whatLooksLikeASecretDoesNotReachAfter() {
        hooks.after(job, new IllegalStateException("jdbc:x://backup:canary@host?password=canary refused"));
        assertThat(log).content().doesNotContain("canary").contains("refused");
    }

    @Test
    void aFailureWhoseWordsNoEnvironmentTakesIsFollowedByAfter() {
        hooks.after(job, new IllegalStateException("a\0b"));
        assertThat(log).content().isEqualTo("after: ab\n");
    }
}
