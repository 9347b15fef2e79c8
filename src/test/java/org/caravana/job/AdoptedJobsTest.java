package org.caravana.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.caravana.plan.Plan;
import org.caravana.repository.Manifest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AdoptedJobsTest {
    private static final Instant NIGHT = Instant.parse("2026-11-03T22:00:00Z");
    private static final Plan PLAN = Node.plan("night", List.of("systems"), "annex", "cloud");

    private final MovableClock clock = new MovableClock("2026-11-04T08:00:00Z");

    @ParameterizedTest
    @EnumSource
    void theNextNightGoesOnInTheCycleThatWasBroughtBack(TestDatabase database) {
        try (Node node = new Node(database.fresh(), "a", clock, PLAN)) {
            assertThat(adopted(node, backup(NIGHT))).isEqualTo(1);

            Job job = node.jobs.list(Optional.empty(), 10).get(0);
            assertThat(job.state()).isEqualTo(JobState.PARTIAL);
            assertThat(job.reason()).hasValue("adopted from cloud");
            assertThat(job.backup()).hasValue("20261103T220003Z");
            clock.set("2026-11-04T22:00:00Z");
            node.jobs.create("night");
            assertThat(node.take().cycle()).isEqualTo("2026-11");
        }
    }

    @ParameterizedTest
    @EnumSource
    void itsOwnTargetIsVerifiedAndTheOtherIsBroughtUpToDate(TestDatabase database) {
        try (Node node = new Node(database.fresh(), "a", clock, PLAN)) {
            adopted(node, backup(NIGHT));

            assertThat(node.copies.pending("cloud")).isEmpty();
            assertThat(node.copies.pending("annex")).singleElement().satisfies(copy -> assertThat(copy.state())
                    .isEqualTo(CopyState.WAITING));
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsPastItsTimeIsNotSentAnywhere(TestDatabase database) {
        try (Node node = new Node(database.fresh(), "a", clock, PLAN)) {
            adopted(node, backup(NIGHT.minusSeconds(40 * 86_400)));

            assertThat(node.copies.pending("annex")).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatTheCatalogueKnowsStaysAsItIs(TestDatabase database) {
        try (Node node = new Node(database.fresh(), "a", clock, PLAN)) {
            adopted(node, backup(NIGHT));

            assertThat(adopted(node, backup(NIGHT))).isZero();
            assertThat(node.jobs.list(Optional.empty(), 10)).hasSize(1);
        }
    }

    private int adopted(Node node, Manifest backup) {
        return new AdoptedJobs(node.catalogue, clock).record(PLAN, List.of(backup), "cloud");
    }

    private static Manifest backup(Instant scheduled) {
        return new Manifest(
                1,
                "0.1.0",
                "night",
                "2026-11",
                "20261103T220003Z",
                7,
                scheduled,
                scheduled.plusSeconds(3),
                scheduled.plusSeconds(60),
                "America/Sao_Paulo",
                "server",
                List.of(new Manifest.Source(
                        "systems",
                        "directory",
                        Manifest.Source.State.CAPTURED,
                        null,
                        "caravana",
                        List.of(),
                        List.of())),
                List.of(),
                List.of(),
                "0".repeat(64));
    }
}
