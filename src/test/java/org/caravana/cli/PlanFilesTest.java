package org.caravana.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.caravana.cli.Operations.Answer;
import org.caravana.plan.Commands;
import org.caravana.plan.CyclePeriod;
import org.caravana.plan.Plan;
import org.caravana.plan.Schedule;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanFilesTest {
    @TempDir
    private Path routes;

    @BeforeEach
    void sampleRoutes() throws Exception {
        Files.createDirectories(routes.resolve("plans"));
        Files.writeString(routes.resolve("plans/plan.camel.yaml"), "- routeTemplate:\n    id: plan\n");
        Files.writeString(routes.resolve("plans/night.camel.yaml"), "- templatedRoute:\n    routeId: night\n");
    }

    @Test
    void aPlanWithItsFileIsNoProblem() throws Exception {
        assertThat(new PlanFiles(routes, List.of(plan("night"))).problems()).isEmpty();
    }

    @Test
    void aPlanWithoutItsFileIsNamedWithTheFileThatIsMissing() throws Exception {
        assertThat(new PlanFiles(routes, List.of(plan("night"), plan("monthly"))).problems())
                .singleElement()
                .extracting(Answer::what)
                .asString()
                .contains("nothing starts", "monthly.camel.yaml");
    }

    @Test
    void aFileWithoutItsPlanIsNamed() throws Exception {
        assertThat(new PlanFiles(routes, List.of()).problems())
                .singleElement()
                .extracting(Answer::what)
                .asString()
                .contains("night.camel.yaml", "settings do not have");
    }

    @Test
    void aPlanThatAFileStartsHasAFileOfItsOwnForThat() throws Exception {
        Schedule none = Schedule.none(ZoneOffset.UTC);
        Plan vendor = plan("vendor", none, Optional.of("/srv/dumps/*.dmp"));
        assertThat(new PlanFiles(routes, List.of(plan("night"), vendor)).problems())
                .singleElement()
                .extracting(Answer::what)
                .asString()
                .contains("vendor-on-file.camel.yaml");
        Files.writeString(
                routes.resolve("plans/vendor-on-file.camel.yaml"), "- templatedRoute:\n    routeId: vendor-on-file\n");
        assertThat(new PlanFiles(routes, List.of(plan("night"), vendor)).problems())
                .isEmpty();
    }

    private static Plan plan(String name) {
        return plan(name, new Schedule("0 0 19 ? * MON-SAT", ZoneOffset.UTC), Optional.empty());
    }

    private static Plan plan(String name, Schedule schedule, Optional<String> watched) {
        Duration day = Duration.ofDays(1);
        return new Plan(
                name,
                List.of("systems"),
                List.of("annex"),
                schedule,
                day,
                day,
                day,
                day,
                CyclePeriod.MONTH,
                Plan.SIZE_ALARM,
                Commands.NONE,
                watched);
    }
}
