package org.caravana.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.caravana.config.Secret;
import org.caravana.plan.Plan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogueTest {
    private final MovableClock clock = new MovableClock("2026-11-02T22:00:00Z");

    @TempDir
    private Path data;

    private String url() {
        return "jdbc:h2:async:" + data.resolve("catalogue");
    }

    @Test
    void whatAFileHoldsIsThereAfterARestart() {
        Job job;
        try (Node node = new Node(url(), "a", clock, Node.plan("nightly", List.of("conan"), "annex"))) {
            job = node.captured("nightly");
        }
        try (Node node = new Node(url(), "a", clock)) {
            assertThat(node.now(job).backup()).isEqualTo(Optional.of("b" + job.id()));
            assertThat(node.copyStates(job)).containsExactly(CopyState.WAITING);
        }
    }

    @Test
    void aFileThatAnotherProcessHasIsNamedWithAHint() throws Exception {
        Process other = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Holder.class.getName(),
                        url())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            assertThat(other.inputReader().readLine()).isEqualTo("held");
            assertThatThrownBy(() -> TestDatabase.open(url()))
                    .isInstanceOf(CatalogueException.class)
                    .hasMessageContaining("in use by another process")
                    .hasMessageContaining("HINT");
        } finally {
            other.getOutputStream().close();
            other.waitFor();
        }
    }

    @Test
    void aServerThatDoesNotAnswerIsNamedWithoutItsPassword() {
        assertThatThrownBy(() -> Catalogue.open(
                        "jdbc:postgresql://127.0.0.1:1/caravana?password=canary",
                        Optional.of("caravana"),
                        Optional.of(new Secret("canary"))))
                .isInstanceOf(CatalogueException.class)
                .hasMessageContaining("127.0.0.1:1")
                .hasMessageNotContaining("canary");
    }

    @Test
    void aCatalogueThatANewerVersionWroteIsRefused() throws SQLException {
        TestDatabase.open(url()).close();
        try (Connection connection = DriverManager.getConnection(url())) {
            connection
                    .createStatement()
                    .execute("INSERT INTO \"flyway_schema_history\" (\"installed_rank\", \"version\", \"description\","
                            + " \"type\", \"script\", \"checksum\", \"installed_by\", \"execution_time\", \"success\")"
                            + " VALUES (99, '99', 'later', 'SQL', 'V99__later.sql', 1, 'x', 1, TRUE)");
        }

        assertThatThrownBy(() -> TestDatabase.open(url()))
                .isInstanceOf(CatalogueException.class)
                .hasMessageContaining("99");
    }

    @Test
    void theKnownVersionIsThatOfTheNewestMigration() throws IOException {
        try (Stream<Path> scripts = Files.list(Path.of("src/main/resources/org/caravana/job/migration"))) {
            assertThat(scripts.map(script -> script.getFileName().toString())
                            .map(name -> name.substring(1, name.indexOf("__")))
                            .mapToInt(Integer::parseInt)
                            .max())
                    .hasValue(Integer.parseInt(Schema.VERSION));
        }
    }

    /** Another process that has the file open until its input ends. */
    static final class Holder {
        public static void main(String[] url) throws Exception {
            try (Connection connection = DriverManager.getConnection(url[0])) {
                System.out.println("held");
                connection.isValid(System.in.read());
            }
        }
    }

    @Test
    void whatWasCommittedIsInTheFileWhenTheCallReturns(@TempDir Path folder) throws IOException {
        Plan plan = Node.plan("night", List.of("systems"), "annex");
        MovableClock clock = new MovableClock("2026-11-02T22:00:00Z");
        Path killed = folder.resolve("killed.mv.db");
        try (Node node = new Node("jdbc:h2:async:" + folder.resolve("catalogue"), "a", clock, plan)) {
            node.jobs.create("night");
            // what a process that is killed now would leave behind
            Files.copy(folder.resolve("catalogue.mv.db"), killed);
        }
        try (Node node = new Node("jdbc:h2:async:" + folder.resolve("killed"), "a", clock, plan)) {
            assertThat(node.jobs.list(Optional.empty(), 10)).hasSize(1);
        }
    }
}
