package org.caravana;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.Map;
import org.caravana.cli.Home;
import org.caravana.cli.Shell;
import org.caravana.config.Settings;
import org.caravana.job.CatalogueFile;
import org.caravana.job.Jobs;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code jobs} shows while nobody has the catalogue open. */
class RestingJobsTest {
    @TempDir
    Path folder;

    private Settings settings;
    private Path snapshot;

    @BeforeEach
    void aJobWasAskedFor() throws IOException {
        Home home = SmallHome.in(folder);
        settings = home.settings();
        snapshot = settings.data().resolve("jobs.json");
        Files.createDirectories(settings.data());
        request();
    }

    private void request() {
        try (Ledger ledger = Ledger.open(settings, Clock.systemUTC())) {
            jobs(ledger).request("night");
        }
    }

    private Jobs jobs(Ledger ledger) {
        return Wiring.jobs(settings, Clock.systemUTC(), ledger);
    }

    private String shown(String... arguments) {
        Shell shell = new Shell(folder);
        shell.run(arguments);
        assertThat(shell.code()).as(shell.err()).isZero();
        return shell.out();
    }

    private void falsify() throws IOException {
        Files.writeString(snapshot, Files.readString(snapshot).replace("CREATED", "EXPIRED"));
    }

    @Test
    void theSnapshotTellsWhatTheCatalogueTells() throws IOException {
        String newest = shown("jobs", "--json");
        String one = shown("jobs", "1", "--json");
        String ofPlan = shown("jobs", "--plan", "night");
        Files.delete(snapshot);

        assertThat(shown("jobs", "--json")).isEqualTo(newest).contains("\"state\" : \"CREATED\"");
        Files.delete(snapshot);
        assertThat(shown("jobs", "1", "--json")).isEqualTo(one);
        Files.delete(snapshot);
        assertThat(shown("jobs", "--plan", "night")).isEqualTo(ofPlan);
    }

    @Test
    void theCatalogueIsNotOpenedForIt() throws IOException {
        falsify();

        assertThat(shown("jobs")).contains("EXPIRED");
        assertThat(shown("jobs", "1")).contains("EXPIRED");
    }

    @Test
    void whatWasWrittenSinceIsShown() throws IOException {
        byte[] old = Files.readAllBytes(snapshot);
        request();
        Files.write(snapshot, old);

        assertThat(shown("jobs").lines()).hasSize(3);
        assertThat(shown("jobs", "2")).contains("CREATED");
    }

    @Test
    void aWriteThatNobodyClosedTheCatalogueAfterIsSeen() throws IOException {
        CatalogueFile file = CatalogueFile.of(settings).orElseThrow();
        String before = file.state();

        try (Ledger ledger = Ledger.open(settings, Clock.systemUTC())) {
            jobs(ledger).request("night");

            assertThat(file.state()).isNotEqualTo(before);
        }
    }

    @Test
    void whatACommandChangedIsShownByTheNext() {
        shown("cancel", "1");

        assertThat(shown("jobs")).contains("ABORTED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "null", "HEAD\"jobs\" : 5}", "HEAD\"jobs\" : null}"})
    void oneThatCannotBeReadIsAsIfItWereNotThere(String text) throws IOException {
        String head = Files.readString(snapshot).replaceFirst("(?s)\"jobs\" :.*", "");
        Files.writeString(snapshot, text.replace("HEAD", head));

        assertThat(shown("jobs")).contains("CREATED");
    }

    @Test
    void whereNothingRanYetNoCatalogueIsMadeToSaySo() throws IOException {
        Path file = CatalogueFile.of(settings).orElseThrow().path();
        Files.delete(file);
        Files.delete(snapshot);

        assertThat(shown("jobs", "--json").strip()).isEqualTo("[ ]");
        assertThat(file).doesNotExist();
    }

    @Test
    void oneThatCannotBeLeftHindersNothing() throws IOException {
        Files.delete(snapshot);
        Files.createDirectories(snapshot.resolve("in the way"));

        assertThat(shown("cancel", "1")).contains("ABORTED");
        assertThat(shown("jobs")).contains("ABORTED");
    }

    @Test
    void whereWorkGoesOnWhileItIsClosedNoneIsLeft() throws IOException {
        Files.delete(snapshot);
        Ledger ledger = Ledger.open(settings, Clock.systemUTC());

        ledger.unsettled();
        ledger.close();

        assertThat(snapshot).doesNotExist();
    }

    @Test
    void aNumberThatNoJobHasIsToldWithoutTheCatalogue() throws IOException {
        byte[] before = Files.readAllBytes(snapshot);
        Shell shell = new Shell(folder);

        shell.run("jobs", "7");

        assertThat(shell.code()).isEqualTo(4);
        assertThat(shell.err()).contains("there is no job 7");
        assertThat(snapshot).hasBinaryContent(before);
    }

    @Test
    void aCatalogueThatSomebodySetHasNone() throws IOException {
        Files.writeString(
                folder.resolve("application.properties"),
                "\ncatalogue.url=jdbc:h2:" + folder.resolve("elsewhere"),
                StandardOpenOption.APPEND);

        assertThat(CatalogueFile.of(new Home(folder, folder.resolve("application.properties"), Map.of()).settings()))
                .isEmpty();
        assertThat(shown("jobs", "--json").strip()).isEqualTo("[ ]");
        assertThat(folder.resolve("elsewhere.mv.db")).exists();
    }

    @Test
    void aCatalogueThatH2WasMovingIsNotTakenForNone() throws IOException {
        Path file = CatalogueFile.of(settings).orElseThrow().path();
        Files.move(file, file.resolveSibling(file.getFileName() + ".newFile"));

        assertThat(shown("jobs")).contains("CREATED");
    }

    @Test
    void oneThatAnotherVersionWroteIsNotRead() throws IOException {
        falsify();
        Files.writeString(snapshot, Files.readString(snapshot).replace("\"development\"", "\"0.0\""));

        assertThat(shown("jobs")).contains("CREATED");
    }

    @Test
    void aTornReportIsNotHalfShown() throws IOException {
        Files.writeString(
                snapshot,
                Files.readString(snapshot).replaceAll("\"scheduled\" : \"[^\"]*\"", "\"scheduled\" : \"soon\""));

        assertThat(shown("jobs")).contains("CREATED");
    }
}
