package org.caravana.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Command;

class CommandLineTest {
    @TempDir
    Path home;

    private Shell shell;

    @BeforeEach
    void writeSettings() throws IOException {
        shell = new Shell(home);
        shell.settings("""
                office.zone=America/Sao_Paulo
                database.conan.url=jdbc:postgresql://localhost/conan
                directory.systems.path=systems
                target.annex.type=directory
                target.annex.path=annex
                plan.night.sources=conan,systems
                plan.night.targets=annex
                plan.night.schedule=0 0 19 ? * MON-SAT
                """);
    }

    @Test
    void helpNamesEveryCommandAndEveryExitCode() {
        shell.run("--help");

        assertThat(shell.code()).isZero();
        assertThat(shell.out())
                .contains("run", "plans", "jobs", "cancel", "check", "demo")
                .contains("--home=DIR", "--settings=FILE", "--json", "--help", "--version", "Exit codes:")
                .doesNotContain("%n");
        for (ExitCode code : ExitCode.values()) {
            assertThat(shell.out().replaceAll("\\s+", " ")).contains(code.code() + " " + code.meaning());
        }
    }

    @ParameterizedTest
    @EnumSource(ExitCode.class)
    void theDocumentationHasEveryExitCode(ExitCode code) throws IOException {
        assertThat(Files.readString(Path.of("docs/command-line.md")))
                .contains("| " + code.code() + " | " + code.meaning() + " |");
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "plans", "jobs", "cancel", "check", "demo"})
    void everyCommandExplainsItself(String command) {
        shell.run(command, "--help");

        assertThat(shell.code()).isZero();
        assertThat(shell.out()).startsWith("Usage: caravana " + command).contains("--home=DIR", "--json");
    }

    @ParameterizedTest
    @EnumSource(Subcommand.class)
    void everyCommandIsNamedAsItIsListed(Subcommand command) {
        assertThat(command.type().getAnnotation(Command.class).name()).isEqualTo(command.word());
        shell.run("--home", home.toString(), command.word(), "--help");

        assertThat(shell.code()).isZero();
        assertThat(shell.out()).startsWith("Usage: caravana " + command.word());
    }

    @Test
    void theServiceLearnsNoCommandsAndAWordSpelledWrongLearnsAll() {
        assertThat(Subcommand.meant()).isEmpty();
        assertThat(Subcommand.meant("--home", "somewhere", "--debug")).isEmpty();
        assertThat(Subcommand.meant("--settings=file", "--json")).isEmpty();
        assertThat(Subcommand.meant("--home", "somewhere", "lst")).hasSize(Subcommand.values().length);
        assertThat(Subcommand.meant("--help")).hasSize(Subcommand.values().length);
        assertThat(Subcommand.meant("--home", "list")).containsExactly(Subcommand.LIST);
    }

    @Test
    void anOptionMayHaveTheNameOfACommandForItsValue() {
        shell.run("jobs", "--plan", "list");

        assertThat(shell.code()).isEqualTo(ExitCode.NOT_FOUND.code());
        assertThat(shell.err()).startsWith("caravana: no plan is named 'list'");
    }

    @Test
    void theVersionIsPrinted() {
        shell.run("--version");

        assertThat(shell.code()).isZero();
        assertThat(shell.out()).startsWith("caravana ").contains("repository format 1, Java ");
    }

    @Test
    void plansAreListedWithTheirComingFirings() {
        shell.run("plans", "--next", "2");

        // The clock stands at Friday 2026-11-20 12:00 UTC, 09:00 in São Paulo; Sunday does not fire.
        assertThat(shell.out())
                .contains("night", "conan,systems", "annex", "0 0 19 ? * MON-SAT")
                .contains("Fri 2026-11-20 19:00", "Sat 2026-11-21 19:00")
                .doesNotContain("Sun");
    }

    @Test
    void plansAreListedAsJson() throws IOException {
        shell.run("plans", "--next", "3", "--json");
        JsonNode plan = new ObjectMapper().readTree(shell.out()).get(0);

        assertThat(plan.get("plan").asText()).isEqualTo("night");
        assertThat(plan.get("targets").get(0).asText()).isEqualTo("annex");
        assertThat(plan.get("next"))
                .extracting(JsonNode::asText)
                .containsExactly("2026-11-20T22:00:00Z", "2026-11-21T22:00:00Z", "2026-11-23T22:00:00Z");
    }

    @ParameterizedTest
    @CsvSource({
        "run",
        "run nigth --nowait",
        "plans --next 0",
        "plans --next many",
        "frobnicate",
        "cancel x",
        "--nonsense"
    })
    void aCommandLineThatIsNotUnderstoodIsCodeTwo(String line) {
        shell.run(line.split(" "));

        assertThat(shell.code()).isEqualTo(ExitCode.USAGE.code());
        assertThat(shell.err()).startsWith("caravana: ").contains("HINT: ");
        assertThat(shell.out()).isEmpty();
    }

    @Test
    void anUnknownPlanIsCodeFourWithTheNearestName() {
        shell.run("run", "nigth");

        assertThat(shell.code()).isEqualTo(ExitCode.NOT_FOUND.code());
        assertThat(shell.err()).isEqualTo("caravana: no plan is named 'nigth'\nHINT: did you mean night?\n");
    }

    @Test
    void invalidSettingsAreCodeThreeAndToldAllTogether() throws IOException {
        shell.settings("capture.level=22\noffice.zon=UTC\n");
        shell.run("plans");

        assertThat(shell.code()).isEqualTo(ExitCode.SETTINGS.code());
        assertThat(shell.err())
                .isEqualTo("caravana: capture.level: 22 is out of range\nHINT: write a whole number from 1 to 19\n"
                        + "caravana: office.zon: unknown setting\nHINT: did you mean office.zone?\n");
    }

    @Test
    void checkTellsEveryProblemOfTheSettings() throws IOException {
        shell.settings("capture.level=22\noffice.zon=UTC\n");
        shell.run("check", "--json");
        JsonNode answers = new ObjectMapper().readTree(shell.out());

        assertThat(shell.code()).isEqualTo(ExitCode.SETTINGS.code());
        assertThat(answers).extracting(a -> a.get("name").asText()).containsExactly("capture.level", "office.zon");
        assertThat(answers)
                .allSatisfy(a -> assertThat(a.get("good").asBoolean()).isFalse());
    }

    @Test
    void checkTellsWhichPlacesOfThisMachineAreMissing() throws IOException {
        shell.run("check", "--settings-only");

        assertThat(shell.code()).isEqualTo(ExitCode.UNREACHABLE.code());
        assertThat(shell.out()).contains("PROBLEM directory systems: ", "is no directory", "HINT: ", "1 problem");

        Files.createDirectory(home.resolve("systems"));
        shell.run("check", "--settings-only");

        assertThat(shell.code()).isZero();
        assertThat(shell.out()).contains("ok    directory systems", "everything answers");
    }

    @Test
    void checkSaysThatNoPlanIsSet() throws IOException {
        shell.settings("");
        shell.run("check", "--settings-only");

        assertThat(shell.code()).isEqualTo(ExitCode.SETTINGS.code());
        assertThat(shell.out()).contains("no plan is set");
    }

    @Test
    void aFailureShowsNoStackTraceUnlessAskedFor() throws IOException {
        Files.writeString(home.resolve("file"), "");
        shell.settings("data=file\nplan.p.sources=d\ndirectory.d.path=/\nplan.p.targets=t\ntarget.t.type=directory\n"
                + "target.t.path=/t\nplan.p.schedule=0 0 1 ? * MON\n");
        shell.run("jobs");
        assertThat(shell.code()).isEqualTo(ExitCode.FAILURE.code());
        assertThat(shell.err())
                .startsWith("caravana: ")
                .contains("file", "HINT: ")
                .doesNotContain("\tat ");

        shell.run("jobs", "--debug");
        assertThat(shell.err()).contains("\tat ");
    }
}
