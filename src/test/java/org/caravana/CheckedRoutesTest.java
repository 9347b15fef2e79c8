package org.caravana;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.caravana.cli.Home;
import org.caravana.cli.Operations.Answer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckedRoutesTest {
    @TempDir
    Path folder;

    private Home home;

    @BeforeEach
    void setUp() throws IOException {
        Path shipped = Path.of("routes");
        try (Stream<Path> files = Files.walk(shipped)) {
            for (Path file : files.toList()) {
                if (!file.getFileName().toString().matches("(inprev-nightly|store-monthly).*")) {
                    Files.copy(file, folder.resolve("routes").resolve(shipped.relativize(file)));
                }
            }
        }
        Files.writeString(folder.resolve("routes/plans/night.camel.yaml"), """
                - templatedRoute:
                    routeTemplateRef: plan
                    routeId: night
                    parameters:
                      - name: plan
                        value: night
                """);
        home = SmallHome.in(folder);
    }

    @Test
    void theRoutesAreBuiltAsTheServiceWouldBuildThemAndNothingIsLeft() throws Exception {
        assertThat(check()).allMatch(Answer::good).anyMatch(answer -> answer.kind()
                .equals("routes"));
        assertThat(folder.resolve("data")).doesNotExist();
    }

    @Test
    void aTemplateThatIsInNoFileIsNamed() throws Exception {
        Files.delete(folder.resolve("routes/plans/plan.camel.yaml"));

        assertThat(check()).filteredOn(answer -> !answer.good()).singleElement().satisfies(problem -> {
            assertThat(problem.name()).isEqualTo(folder.resolve("routes").toString());
            assertThat(problem.what()).contains("the template plan, which is in no file");
            assertThat(problem.hint()).contains("copy the file with this template");
        });
    }

    @Test
    void aBeanThatDoesNotExistIsToldWithItsRoute() throws Exception {
        Path file = folder.resolve("routes/copy/carry-backup.camel.yaml");
        Files.writeString(file, Files.readString(file).replace("ref: copyStates,", "ref: copyStatez,"));

        assertThat(check()).filteredOn(answer -> !answer.good()).singleElement().satisfies(problem -> {
            assertThat(problem.kind()).isEqualTo("routes");
            assertThat(problem.name()).contains("route carry-backup");
            assertThat(problem.what()).contains("copyStatez");
        });
    }

    private List<Answer> check() throws Exception {
        return new CamelOperations().check(home);
    }
}
