package org.caravana.night;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.sshd.sftp.server.SftpFileSystemAccessor;
import org.caravana.cli.Shell;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole night, from the command line, on servers in this process. */
@Timeout(180)
class NightJobTest {
    @TempDir
    Path root;

    private Town town;

    @BeforeEach
    void open() throws Exception {
        town = new Town(root);
    }

    @AfterEach
    void close() throws IOException {
        town.close();
    }

    @Test
    void aNightIsCompletedAndRestoredFromEachPlace() throws Exception {
        Shell run = town.command("run", "nightly");
        assertThat(run.err()).contains("capture began", "captured").doesNotContain("canary");
        assertThat(run.out()).startsWith("COMPLETED");
        assertThat(run.code()).isZero();

        for (String[] from : new String[][] {{"here"}, {"annex", "--from", "annex"}, {"cloud", "--from", "cloud"}}) {
            Path to = root.resolve("to-" + from[0]);
            Shell restore = from.length == 1
                    ? town.command("restore", "latest", "--to", to.toString())
                    : town.command("restore", "latest", "--plan", "nightly", from[1], from[2], "--to", to.toString());
            assertThat(restore.code()).as(restore.err()).isZero();
            assertThat(Town.content(to.resolve("systems"))).isEqualTo(Town.content(town.systems()));
            assertThat(to.resolve("conan.sql")).content().contains("aposentado 500");
        }
        assertThat(town.mail.messages()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"annex", "cloud"})
    void aDeadTargetLeavesTheOtherVerifiedAndTheNextNightBringsItUpToDate(String dead) throws Exception {
        String alive = dead.equals("annex") ? "cloud" : "annex";
        gone(dead);
        Shell run = town.command("run", "nightly");
        assertThat(run.code()).isEqualTo(5);
        assertThat(run.out()).startsWith("PARTIAL (COPY_WAITING)");
        JsonNode first = newest();
        assertThat(states(first)).isEqualTo(Map.of(dead, "WAITING", alive, "VERIFIED"));
        assertThat(run.err())
                .contains("target " + dead + ": nothing answers at its address", "HINT: check the address");

        back(dead);
        Files.writeString(town.systems().resolve("new.txt"), "new");
        assertThat(town.command("run", "nightly").code()).isZero();
        Map<String, String> held = Town.content(at(dead));
        assertThat(held.keySet())
                .filteredOn(name -> name.endsWith("manifest.json"))
                .hasSizeGreaterThanOrEqualTo(1);
        caughtUp(first.get("id").asLong());

        assertThat(Town.content(at(dead))).isEqualTo(Town.content(at(alive)));
        assertThat(Town.content(at(dead)).keySet())
                .filteredOn(name -> name.endsWith("manifest.json"))
                .hasSize(2);
    }

    @Test
    void theSecondRunSendsOnlyWhatLacks() throws Exception {
        assertThat(town.command("run", "nightly").code()).isZero();
        Map<String, String> before = Town.content(town.atAnnex());
        assertThat(town.command("run", "nightly").code()).isZero();

        Map<String, String> after = Town.content(town.atAnnex());
        assertThat(after).containsAllEntriesOf(before);
        after.keySet().removeAll(before.keySet());
        assertThat(packBytes(after)).isLessThan(packBytes(before) / 10);
    }

    @Test
    void whatARestoreMetDamagedIsNotTakenForWholeAndSentAgain() throws Exception {
        assertThat(town.command("run", "nightly").code()).isZero();
        Path pack = flipped(town.atAnnex());

        Shell restore = town.command(
                "restore",
                "latest",
                "--from",
                "annex",
                "--to",
                root.resolve("to").toString());
        assertThat(restore.code()).isEqualTo(7);
        assertThat(restore.err())
                .contains(pack.getFileName().toString(), "1 damaged object(s) noted", "HINT: restore from another");

        assertThat(town.command("run", "nightly").code())
                .as("not on the word of the notes")
                .isEqualTo(5);
        assertThat(town.command("run", "nightly").code()).isZero();
        assertThat(Town.content(town.atAnnex())).isEqualTo(Town.content(town.atCloud()));
    }

    /** The largest pack below a folder, with one byte changed. */
    private static Path flipped(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            Path pack = all.filter(file -> file.getParent().endsWith("packs"))
                    .max(Comparator.comparing(file -> file.toFile().length()))
                    .orElseThrow();
            byte[] bytes = Files.readAllBytes(pack);
            bytes[bytes.length / 2] ^= 1;
            Files.write(pack, bytes);
            return pack;
        }
    }

    @Test
    void bothTargetsDeadIsPartialAndBothAreSentByTheNextRun() throws Exception {
        town.annexGone();
        town.cloudGone();
        assertThat(town.command("run", "nightly").code()).isEqualTo(5);
        JsonNode first = newest();
        assertThat(states(first)).isEqualTo(Map.of("annex", "WAITING", "cloud", "WAITING"));

        town.annexBack(SftpFileSystemAccessor.DEFAULT);
        town.cloudBack();
        assertThat(town.command("run", "nightly").code()).isZero();
        caughtUp(first.get("id").asLong());
    }

    @Test
    void aSourceThatFailsIsNamedInTheManifestAndTheOthersAreCaptured() throws Exception {
        town.databaseUserMayNotDump();
        Shell run = town.command("run", "nightly");

        assertThat(run.code()).as(run.err()).isEqualTo(5);
        assertThat(run.out()).startsWith("PARTIAL (INCOMPLETE_CAPTURE)");
        assertThat(states(newest())).isEqualTo(Map.of("annex", "VERIFIED", "cloud", "VERIFIED"));
        String manifest = Town.content(town.atAnnex()).entrySet().stream()
                .filter(e -> e.getKey().endsWith("manifest.json"))
                .findFirst()
                .orElseThrow()
                .getValue();
        assertThat(manifest).contains("\"conan\"", "MISSING", "systems.tar").doesNotContain("conan.sql", "canary");
    }

    @Test
    void whenEverySourceFailsTheJobIsFailedAfterItsTries() throws Exception {
        town.databaseUserMayNotDump();
        town.set("plan.nightly.sources", "conan").set("retry.capture-tries", "2");
        Shell run = town.command("run", "nightly");

        assertThat(run.code()).as(run.err()).isEqualTo(6);
        assertThat(run.out()).startsWith("FAILED");
        assertThat(run.err()).containsOnlyOnce("capture failed, next try").contains("nothing of plan nightly");
        assertThat(Town.content(town.atAnnex())).isEmpty();
        assertThat(Town.content(town.repository()).keySet()).noneMatch(name -> name.endsWith("manifest.json"));
    }

    @Test
    void aWrongPasswordOfTheDatabaseIsFailedAtOnce() throws Exception {
        town.secret("conan", "canary-wrong");
        Shell run = town.command("run", "nightly");

        assertThat(run.code()).isEqualTo(6);
        assertThat(run.out()).startsWith("FAILED");
        assertThat(run.err()).contains("FAILED").doesNotContain("next try", "canary");
    }

    @Test
    void aDeadMailServerFailsNoJob() throws Exception {
        town.mail.close();
        assertThat(town.command("run", "nightly").code()).isZero();
    }

    @Test
    void aJobWhoseStartWindowClosesIsExpiredAndPeopleAreTold() throws Exception {
        town.set("directory.systems.path", root.resolve("unmounted").toString());
        town.set("plan.nightly.start-window", "2s");
        Shell run = town.command("run", "nightly");

        assertThat(run.code()).isEqualTo(6);
        assertThat(run.out()).startsWith("EXPIRED (START_WINDOW)");
        Watch.until(town.mail::messages, mails -> mails.size() == 1);
        assertThat(town.mail.messages().get(0).getSubject()).contains("EXPIRED");
    }

    private static long packBytes(Map<String, String> files) {
        return files.entrySet().stream()
                .filter(file -> file.getKey().contains("/packs/"))
                .mapToLong(file -> file.getValue().length())
                .sum();
    }

    private void gone(String target) throws IOException {
        if (target.equals("annex")) {
            town.annexGone();
        } else {
            town.cloudGone();
        }
    }

    private void back(String target) throws IOException {
        if (target.equals("annex")) {
            town.annexBack(SftpFileSystemAccessor.DEFAULT);
        } else {
            town.cloudBack();
        }
    }

    private Path at(String target) {
        return target.equals("annex") ? town.atAnnex() : town.atCloud();
    }

    /** Waits until the copies of an older night that stayed due have been sent. */
    private void caughtUp(long job) throws Exception {
        try (var control = town.open()) {
            Watch.until(control, job, j -> j.copies().stream()
                    .allMatch(c -> c.state().equals("VERIFIED")));
        }
    }

    private JsonNode newest() throws IOException {
        return new ObjectMapper().readTree(town.command("jobs", "--json").out()).get(0);
    }

    private static Map<String, String> states(JsonNode job) {
        Map<String, String> states = new TreeMap<>();
        job.get("copies")
                .forEach(copy -> states.put(
                        copy.get("target").asText(), copy.get("state").asText()));
        return states;
    }
}
