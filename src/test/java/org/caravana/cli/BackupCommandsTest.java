package org.caravana.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.stream.Stream;
import org.caravana.restore.SampleBackup;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupCommandsTest {
    private static final Instant FIRST = Instant.parse("2026-11-02T22:00:03Z");
    private static final Instant SECOND = Instant.parse("2026-11-03T22:00:03Z");

    @TempDir
    Path home;

    private Shell shell;

    @BeforeEach
    void backUpTwice() throws IOException {
        shell = new Shell(home);
        shell.settings("repository=backups\nplan.broken.sources=nothing\n");
        Path tree = SampleBackup.tree(home.resolve("tree"));
        SampleBackup sample = new SampleBackup(home.resolve("backups"));
        sample.make("night", FIRST, tree);
        Files.writeString(tree.resolve("new.txt"), "new\n");
        sample.make("night", SECOND, tree);
    }

    @Test
    void backupsAreListedNewestFirstWhateverElseIsWrongWithTheSettings() {
        shell.run("list");

        assertThat(shell.code()).isZero();
        assertThat(shell.out().lines().map(line -> line.replaceAll(" {2,}", "  ")))
                .hasSize(3)
                .element(1)
                .asString()
                .startsWith("night  20261103T220003Z  2026-11-03 19:00:03  2 of 2  ")
                .endsWith("conan.sql systems.tar");
    }

    @Test
    void backupsAreListedAsJson() throws IOException {
        shell.run("list", "--plan", "night", "--json");
        JsonNode newest = json().get(0);

        assertThat(json()).hasSize(2);
        assertThat(newest.get("backup").asText()).isEqualTo("20261103T220003Z");
        assertThat(newest.get("sequence").asInt()).isEqualTo(2);
        assertThat(newest.get("complete").asBoolean()).isTrue();
        assertThat(newest.get("artifacts").get(1).get("name").asText()).isEqualTo("systems.tar");
    }

    @Test
    void anUnknownPlanOrBackupIsCodeFour() {
        shell.run("list", "--plan", "nigth");
        assertThat(shell.code()).isEqualTo(ExitCode.NOT_FOUND.code());
        assertThat(shell.err()).contains("no backup of plan nigth", "HINT: it holds those of night");

        shell.run("restore", "20200101T000000Z", "--to", home.resolve("to").toString());
        assertThat(shell.code()).isEqualTo(ExitCode.NOT_FOUND.code());
        assertThat(shell.err()).contains("no backup 20200101T000000Z", "HINT: caravana list");
    }

    @Test
    void aMissingRepositoryIsCodeFour() throws IOException {
        shell.settings("repository=nowhere\n");
        shell.run("list");

        assertThat(shell.code()).isEqualTo(ExitCode.NOT_FOUND.code());
        assertThat(shell.err()).contains("there is no repository at " + home.resolve("nowhere"));
    }

    @Test
    void aRepositoryElsewhereNeedsNoSettings() throws IOException {
        Files.delete(home.resolve("application.properties"));
        shell.run("list", "--repository", home.resolve("backups").toString());

        assertThat(shell.code()).isZero();
        assertThat(shell.out()).contains("20261102T220003Z");
    }

    @Test
    void filesListsArtifactsThenFilesThenPaths() {
        shell.run("files", "latest");
        assertThat(shell.out()).contains("ARTIFACT", "conan.sql", "systems.tar");

        shell.run("files", "latest", "systems.tar");
        assertThat(shell.out()).contains("new.txt", "etc/conan/app.ini", "current -> etc/conan", "relatório.txt");

        shell.run("files", "20261102T220003Z", "systems", "etc");
        assertThat(shell.out()).contains("etc/hosts").doesNotContain("large.bin");
    }

    @Test
    void filesAreListedAsJson() throws IOException {
        shell.run("files", "latest", "systems.tar", "current", "--json");

        assertThat(json()).hasSize(1);
        assertThat(json().get(0).get("kind").asText()).isEqualTo("l");
        assertThat(json().get(0).get("link").asText()).isEqualTo("etc/conan");
        assertThat(json().get(0).get("note").isNull()).isTrue();
    }

    @Test
    void aPathIsRestored() throws IOException {
        shell.run(
                "restore",
                "latest",
                "systems.tar",
                "new.txt",
                "--to",
                home.resolve("to").toString());

        assertThat(shell.code()).isZero();
        assertThat(home.resolve("to/new.txt")).hasContent("new");
        assertThat(shell.out()).startsWith("restored systems.tar to " + home.resolve("to") + ": 1 entries, 4 B");
    }

    @Test
    void everythingIsRestoredAndReportedAsJson() throws IOException {
        shell.run("restore", "20261102T220003Z", "--to", home.resolve("to").toString(), "--json");

        assertThat(shell.code()).isZero();
        assertThat(json().get("backup").asText()).isEqualTo("20261102T220003Z");
        assertThat(json().get("restored")).hasSize(2);
        assertThat(home.resolve("to/systems/etc/hosts")).exists();
        assertThat(home.resolve("to/systems/new.txt")).doesNotExist();
        assertThat(home.resolve("to/conan.sql")).exists();
    }

    @Test
    void aDumpIsWrittenToAFile() {
        Path file = home.resolve("dump.sql");
        shell.run("restore", "latest", "conan", "--output", file.toString());

        assertThat(shell.code()).isZero();
        assertThat(file).hasContent(SampleBackup.DUMP.strip());
    }

    @Test
    void aDumpIsLoadedIntoAnEmptyDatabaseAndNotIntoAFullOne() throws IOException, SQLException {
        String url = "jdbc:h2:" + home.resolve("copy");
        shell.settings("repository=backups\ndatabase.copy.url=" + url + "\ndatabase.copy.user=sa\n");
        shell.run("restore", "latest", "conan", "--into", "copy");

        assertThat(shell.err()).isEmpty();
        assertThat(shell.code()).isZero();
        assertThat(shell.out()).startsWith("restored conan.sql to database copy: ");
        try (Connection connection = DriverManager.getConnection(url, "sa", "");
                ResultSet rows = connection.createStatement().executeQuery("SELECT ID FROM PENSION")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getInt(1)).isEqualTo(7);
        }

        shell.run("restore", "latest", "conan", "--into", "copy");
        assertThat(shell.code()).isEqualTo(ExitCode.FAILURE.code());
        assertThat(shell.err()).contains("is not empty", "HINT: ");
    }

    @Test
    void anUnknownOrUnfitDatabaseIsToldBeforeAnythingIsLoaded() throws IOException {
        shell.settings("repository=backups\ndatabase.copy.url=jdbc:postgresql://localhost:1/copy\n");
        shell.run("restore", "latest", "conan", "--into", "kopy");
        assertThat(shell.code()).isEqualTo(ExitCode.NOT_FOUND.code());
        assertThat(shell.err()).contains("did you mean copy?");

        shell.run("restore", "latest", "conan", "--into", "copy");
        assertThat(shell.code()).isEqualTo(ExitCode.FAILURE.code());
        assertThat(shell.err()).contains("conan.sql is of format sql, database copy takes pg-custom");
    }

    @Test
    void aRestoreThatMakesNoSenseIsCodeTwo() {
        shell.run("restore", "latest");
        assertThat(shell.code()).isEqualTo(ExitCode.USAGE.code());
        shell.run("restore", "latest", "--into", "conan");
        assertThat(shell.code()).isEqualTo(ExitCode.USAGE.code());
        shell.run("restore", "latest", "systems.tar", "etc", "--output", "x");
        assertThat(shell.code()).isEqualTo(ExitCode.USAGE.code());
        shell.run("restore", "latest", "--to", "x", "--output", "y");
        assertThat(shell.code()).isEqualTo(ExitCode.USAGE.code());
    }

    @Test
    void aSoundRepositoryIsVerified() {
        shell.run("verify");

        assertThat(shell.code()).isZero();
        assertThat(shell.out()).contains("night 20261103T220003Z: ok", "night 20261102T220003Z: ok");
    }

    @Test
    void damageIsCodeSevenAndNamesThePack() throws IOException {
        Path pack = aPack();
        byte[] bytes = Files.readAllBytes(pack);
        bytes[bytes.length / 3] ^= 1;
        Files.write(pack, bytes);

        shell.run("verify", "latest", "--json");

        assertThat(shell.code()).isEqualTo(ExitCode.DAMAGED.code());
        assertThat(shell.err()).contains(pack.getFileName().toString(), "is damaged", "HINT: ");
        assertThat(json().get(0).get("good").asBoolean()).isFalse();
        assertThat(json().get(0).get("damages").get(0).get("path").asText())
                .endsWith(pack.getFileName().toString());
    }

    private Path aPack() throws IOException {
        try (Stream<Path> packs = Files.list(home.resolve("backups/night/2026-11/packs"))) {
            return packs.filter(p -> p.getFileName().toString().startsWith("systems.tar-"))
                    .max(Comparator.comparingLong(p -> p.toFile().length()))
                    .orElseThrow();
        }
    }

    private JsonNode json() throws IOException {
        return new ObjectMapper().readTree(shell.out());
    }

    @Test
    void verifyingAPlaceWithoutBackupsIsNoGoodNews() throws IOException {
        Files.createDirectories(home.resolve("empty"));
        shell.run("verify", "--repository", home.resolve("empty").toString());
        assertThat(shell.code()).isEqualTo(ExitCode.NOT_FOUND.code());
        assertThat(shell.err()).contains("holds no backup", "HINT:");
    }
}
