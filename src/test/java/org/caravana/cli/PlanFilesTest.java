package org.caravana.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.caravana.cli.Operations.Answer;
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
        assertThat(new PlanFiles(routes, Set.of("night")).problems()).isEmpty();
    }

    @Test
    void aPlanWithoutItsFileIsNamedWithTheFileThatIsMissing() throws Exception {
        assertThat(new PlanFiles(routes, Set.of("night", "monthly")).problems())
                .singleElement()
                .extracting(Answer::what)
                .asString()
                .contains("no timer", "monthly.camel.yaml");
    }

    @Test
    void aFileWithoutItsPlanIsNamed() throws Exception {
        assertThat(new PlanFiles(routes, Set.of()).problems())
                .singleElement()
                .extracting(Answer::what)
                .asString()
                .contains("night.camel.yaml", "settings do not have");
    }
}
