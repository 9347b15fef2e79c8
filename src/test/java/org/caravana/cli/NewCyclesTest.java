package org.caravana.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.caravana.cli.Operations.Answer;
import org.caravana.config.Settings;
import org.caravana.plan.Commands;
import org.caravana.plan.CyclePeriod;
import org.caravana.plan.Plan;
import org.caravana.plan.Schedule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NewCyclesTest {
    private static final long GIB = 1L << 30;

    @TempDir
    Path home;

    @Test
    void withoutABackupNothingIsSaid() throws Exception {
        assertThat(answers(plan(CyclePeriod.MONTH, 0))).isEmpty();
        cycle("2026-11", GIB, false);
        assertThat(answers(plan(CyclePeriod.MONTH, 0))).isEmpty();
    }

    @Test
    void hoursAreThoseOfTheLastCyclesPacksAtTheMeasuredThroughput() throws Exception {
        cycle("2026-10", 9 * GIB, true);
        cycle("2026-11", 36 * GIB, true);
        cycle("2026-12", GIB, false);
        measured("annex", "10485760 1000");

        assertThat(said(plan(CyclePeriod.MONTH, 0)))
                .contains(
                        "its first copy to annex takes about 1 h at 10.0 MiB a second",
                        "its first copy to cloud takes nobody knows how long: not measured yet");
    }

    @Test
    void theBandwidthIsTheMost() throws Exception {
        cycle("2026-11", 36 * GIB, true);
        measured("annex", "10485760 1000");

        assertThat(said(plan(CyclePeriod.MONTH, 0), "bandwidth", "1048576"))
                .contains(
                        "its first copy to annex takes about 10 h at 1.0 MiB a second, its bandwidth",
                        "its first copy to cloud takes at least 10 h at 1.0 MiB a second, its bandwidth; not measured yet");
    }

    @Test
    void aFirstCopyOfMoreThanADayProposesALongerCycle() throws Exception {
        cycle("2026-11", 36 * GIB, true);
        cycle("2026-W47", 36 * GIB, true);
        measured("annex", "300000 1000");

        assertThat(hints(plan(CyclePeriod.MONTH, 0)))
                .contains("plan.night.cycle=quarter sends everything anew less often");
        assertThat(hints(plan(CyclePeriod.WEEK, 0)))
                .contains("plan.night.cycle=month sends everything anew less often");
        assertThat(hints(plan(CyclePeriod.QUARTER, 0)))
                .anyMatch(hint -> hint.contains("caravana copy --seed annex --to FOLDER"));
    }

    @Test
    void tooLittleRoomIsToldAndIsNoProblem() throws Exception {
        cycle("2026-11", 1 << 20, true);
        assertThat(said(plan(CyclePeriod.MONTH, 0))).contains("holds about 1.0 MiB; the repository has room for 3");

        cycle("2026-12", GIB, true);
        List<Answer> many = answers(plan(CyclePeriod.MONTH, 1_000_000));

        assertThat(many).allMatch(Answer::good);
        assertThat(many.get(0).what()).startsWith("holds about 1.0 GiB; 1000001 of them take 976.6 TiB");
        assertThat(many.get(0).hint()).startsWith("make room there");
    }

    @Test
    void asManyAreCountedAsKeepLetsLieThereAtOnce() throws Exception {
        cycle("2026-11", 1 << 20, true);

        // at the beginning of a week, those five whose end is not 31 days ago, and one more whose last night was late
        assertThat(said(plan(CyclePeriod.WEEK, 0))).contains("holds about 1.0 MiB; the repository has room for 7");
        assertThat(said(plan(CyclePeriod.QUARTER, 0))).contains("holds about 1.0 MiB; the repository has room for 2");
        assertThat(said(plan(CyclePeriod.WEEK, 12))).contains("holds about 1.0 MiB; the repository has room for 13");
    }

    @Test
    void everySentenceIsThereInPortuguese() throws Exception {
        cycle("2026-11", 36 * GIB, true);
        Translation words = Translation.to(Locale.forLanguageTag("pt-BR"));
        measured("annex", "300000 1000");
        for (String cap : List.of("0", "1000")) {
            for (int cycles : List.of(0, 1_000_000)) {
                for (Answer answer : answers(plan(CyclePeriod.MONTH, cycles), "bandwidth", cap)) {
                    assertThat(words.of(answer.kind())).isEqualTo("novo ciclo");
                    assertThat(words.of(answer.what())).isNotEqualTo(answer.what());
                    assertThat(answer.hint())
                            .satisfiesAnyOf(hint -> assertThat(hint).isEmpty(), hint -> assertThat(words.of(hint))
                                    .isNotEqualTo(hint));
                }
            }
        }
    }

    /** A pack that is large and takes no room. */
    private void cycle(String name, long bytes, boolean whole) throws Exception {
        Path cycle = home.resolve("repository/night").resolve(name);
        Path packs = Files.createDirectories(cycle.resolve("packs"));
        try (RandomAccessFile pack = new RandomAccessFile(packs.resolve("a.zst").toFile(), "rw")) {
            pack.setLength(bytes);
        }
        Path backup = Files.createDirectories(cycle.resolve("backups/20261102T220003Z"));
        if (whole) {
            Files.writeString(backup.resolve("manifest.json"), "{}");
        }
    }

    private void measured(String target, String copy) throws Exception {
        Files.createDirectories(home.resolve("data/throughput"));
        Files.writeString(home.resolve("data/throughput").resolve(target), copy + "\n");
    }

    private List<String> said(Plan plan, String... properties) {
        return answers(plan, properties).stream().map(Answer::what).toList();
    }

    private List<String> hints(Plan plan) {
        return answers(plan).stream().map(Answer::hint).toList();
    }

    private List<Answer> answers(Plan plan, String... properties) {
        Map<String, String> settings = properties.length == 0 ? Map.of() : Map.of(properties[0], properties[1]);
        return new NewCycles(new Settings(
                        null,
                        null,
                        home.resolve("repository"),
                        home.resolve("data"),
                        home.resolve("work"),
                        Map.of(),
                        Map.of(),
                        Map.of("annex", target("annex", settings), "cloud", target("cloud", settings)),
                        Map.of("night", plan),
                        null,
                        null,
                        null,
                        null,
                        null))
                .answers();
    }

    private static Settings.Target target(String name, Map<String, String> properties) {
        return new Settings.Target(name, "sftp", properties, Map.of(), List.of(), 4);
    }

    private static Plan plan(CyclePeriod cycle, int keepCycles) {
        return new Plan(
                "night",
                List.of("conan"),
                List.of("annex", "cloud"),
                new Schedule("0 0 19 ? * *", ZoneId.of("America/Sao_Paulo")),
                Duration.ofHours(1),
                Duration.ofHours(48),
                Duration.ZERO,
                Duration.ofDays(31),
                cycle,
                Plan.SIZE_ALARM,
                Commands.NONE,
                Optional.empty(),
                keepCycles,
                Plan.WHOLE);
    }
}
