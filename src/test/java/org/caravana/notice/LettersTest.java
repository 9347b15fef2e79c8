package org.caravana.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.caravana.job.JobState;
import org.caravana.job.VerificationLevel;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Golden files lie in src/test/resources/org/caravana/notice; {@code -Dgolden=write} writes them anew. */
class LettersTest {
    private static final Path GOLDEN = Path.of("src/test/resources/org/caravana/notice");
    private static final List<Locale> LANGUAGES = List.of(Locale.forLanguageTag("pt-BR"), Locale.ENGLISH);

    @TestFactory
    Stream<DynamicTest> everyOutcomeReadsAsItsGoldenFile() {
        Map<String, Outcome> outcomes = Map.of(
                "completed", Samples.completed(),
                "size-alarm", Samples.shrunk(),
                "disk-away", Samples.diskAway(),
                "partial-target", Samples.partialTarget(),
                "partial-source", Samples.partialSource(),
                "failed", Samples.failed(),
                "expired", Samples.expired(),
                "missed", Samples.missed(),
                "aborted", Samples.aborted());
        return LANGUAGES.stream().flatMap(language -> outcomes.entrySet().stream()
                .map(o -> golden("outcome-" + o.getKey(), language, new Letters(language).of(o.getValue()))));
    }

    @TestFactory
    Stream<DynamicTest> aMonthReadsAsItsGoldenFile() {
        return LANGUAGES.stream()
                .map(language -> golden("digest", language, new Letters(language).of(Samples.month())));
    }

    @TestFactory
    Stream<DynamicTest> refusedSettingsReadAsTheirGoldenFile() {
        return LANGUAGES.stream()
                .map(language -> golden(
                        "settings",
                        language,
                        new Letters(language)
                                .ofRefusedSettings(
                                        "plan.inprev-nightly.start-window=1 hour: '1 hour' is no duration (write one like"
                                                + " 10m)",
                                        Samples.CAPTURE,
                                        Samples.ZONE)));
    }

    @TestFactory
    Stream<DynamicTest> aStartReadsAsItsGoldenFile() {
        return LANGUAGES.stream()
                .map(language -> golden("start", language, new Letters(language).of(Samples.beginning())));
    }

    @TestFactory
    Stream<DynamicTest> aDamageReadsAsItsGoldenFile() {
        Damage damage = new Damage(
                "inprev-nightly",
                "2026-11",
                Samples.ZONE,
                Samples.CAPTURE,
                "annex",
                List.of(
                        "target annex holds something that is not what was sent, needed by 2 backup(s): inprev-nightly/"
                                + "2026-11/packs/systems.tar-3f9a.zst: its SHA-256 is 00ff; it is sent again from the repository"));
        return LANGUAGES.stream().map(language -> golden("damage", language, new Letters(language).of(damage)));
    }

    @TestFactory
    Stream<DynamicTest> aLateCycleReadsAsItsGoldenFile() {
        LateCycle late = new LateCycle("inprev-nightly", "2026-11", Samples.ZONE, Samples.CAPTURE, "annex");
        return LANGUAGES.stream().map(language -> golden("cycle", language, new Letters(language).of(late)));
    }

    @TestFactory
    Stream<DynamicTest> aWrongClockReadsAsItsGoldenFile() {
        WrongClocks clocks = new WrongClocks(
                "inprev-nightly",
                Samples.ZONE,
                Samples.CAPTURE,
                List.of(
                        new WrongClocks.Target("annex", Duration.ofMinutes(-125)),
                        new WrongClocks.Target("cloud", Duration.ofDays(9_487))));
        return LANGUAGES.stream().map(language -> golden("clock", language, new Letters(language).of(clocks)));
    }

    @TestFactory
    Stream<DynamicTest> anAnnouncementReadsAsItsGoldenFile() {
        Announcement.Working conan =
                new Announcement.Working("conan", List.of("maria, 10.0.0.7, <folha>", "jose, local"), Optional.empty());
        Announcement.Working idle = new Announcement.Working("sales", List.of(), Optional.empty());
        Announcement.Working down =
                new Announcement.Working("archive", List.of(), Optional.of("Connection to 10.0.0.5:5432 refused."));
        Map<String, Announcement> announcements =
                Map.of("announce", Samples.announcement(), "announce-support", Samples.announcement(conan, idle, down));
        return LANGUAGES.stream().flatMap(language -> announcements.entrySet().stream()
                .map(a -> golden(a.getKey(), language, new Letters(language).of(a.getValue()))));
    }

    @TestFactory
    Stream<DynamicTest> aReportReadsAsItsGoldenFile() {
        return LANGUAGES.stream().flatMap(language -> Stream.of(true, false).map(whole -> {
            String name = "report-" + (whole ? "complete" : "incomplete") + "." + language.toLanguageTag() + ".html";
            return DynamicTest.dynamicTest(
                    name, () -> compare(name, CaptureReport.render(Samples.manifest(whole), language)));
        }));
    }

    @Test
    void onlyAnAssuredCompletionPromisesThatDataIsSafe() {
        for (JobState state : JobState.values()) {
            if (state.isFinal()) {
                Outcome outcome = withState(Samples.completed(), state);
                Letter letter = new Letters(Locale.ENGLISH).of(outcome);
                boolean promised = letter.text().contains("Backup of everything up to");
                assertThat(promised).as(state.name()).isEqualTo(state == JobState.COMPLETED);
                assertThat(letter.text().contains("Do NOT throw away")).isEqualTo(!promised);
                assertThat(letter.html().contains("Do NOT throw away")).isEqualTo(!promised);
            }
        }
    }

    @Test
    void aDiskThatIsAwayIsAReminderAndNoPromiseAboutEveryTarget() {
        String text = new Letters(Locale.ENGLISH).of(Samples.diskAway()).text();
        assertThat(Samples.diskAway().assured()).isTrue();
        assertThat(text)
                .contains("Disk disk-a is not connected; the newest backup on it is of 2026-10-31 19:00")
                .contains("Disk disk-b is not connected; there is no backup on it yet")
                .doesNotContain("verified at every target:", "Do NOT throw away");
    }

    @Test
    void aCompletedJobWithAnUnverifiedTargetPromisesNothing() {
        Outcome contradictory = withState(Samples.partialTarget(), JobState.COMPLETED);
        String text = new Letters(Locale.ENGLISH).of(contradictory).text();
        assertThat(contradictory.assured()).isFalse();
        assertThat(text)
                .contains("Treat this backup as partial", "Do NOT throw away")
                .doesNotContain("is verified at every");
    }

    @Test
    void whatIsSafeEverywhereIsWhatTheTargetThatIsFurthestBehindHolds() {
        assertThat(Samples.partialTarget().safeEverywhereUntil()).contains(Samples.LAST);
        assertThat(Samples.partialSource().safeEverywhereUntil()).isEmpty();
        assertThat(Samples.completed().safeEverywhereUntil()).contains(Samples.CAPTURE);
    }

    @Test
    void textFromOutsideIsEscapedInHtml() {
        assertThat(new Letters(Locale.ENGLISH).of(Samples.partialSource()).html())
                .contains("&lt;folha&gt; &amp; more", "etc/&lt;secreto&gt;.key")
                .doesNotContain("<folha>", "<secreto>");
        assertThat(CaptureReport.render(Samples.manifest(false), Locale.ENGLISH))
                .contains("&lt;script&gt;")
                .doesNotContain("<script>");
    }

    @Test
    void pagesFetchNothingFromElsewhere() {
        assertThat(new Letters(Locale.ENGLISH).of(Samples.completed()).html())
                .doesNotContain("http:", "https:", "src=", "url(");
    }

    @Test
    void bothLanguagesSayTheSameThings() {
        Words portuguese = new Words(LANGUAGES.get(0), Samples.ZONE);
        Words english = new Words(LANGUAGES.get(1), Samples.ZONE);
        assertThat(portuguese.keys()).isEqualTo(english.keys());
        for (VerificationLevel level : VerificationLevel.values()) {
            assertThat(english.has("level." + level)).isTrue();
        }
        Arrays.stream(JobState.values()).filter(JobState::isFinal).forEach(state -> assertThat(
                        english.has("outcome.lead." + state))
                .isTrue());
    }

    private static Outcome withState(Outcome o, JobState state) {
        return new Outcome(
                o.plan(),
                o.job(),
                state,
                o.reason(),
                o.missed(),
                o.zone(),
                o.scheduled(),
                o.started(),
                o.ended(),
                o.backup(),
                o.captureStarted(),
                o.sources(),
                o.targets(),
                o.sizes(),
                o.noted(),
                o.notedFiles(),
                o.previous(),
                o.sudden(),
                o.alarm(),
                o.next(),
                o.restore());
    }

    private static DynamicTest golden(String name, Locale language, Letter letter) {
        String file = name + "." + language.toLanguageTag();
        return DynamicTest.dynamicTest(file, () -> {
            compare(file + ".txt", letter.subject() + "\n\n" + letter.text());
            compare(file + ".html", letter.html());
        });
    }

    private static void compare(String name, String actual) throws IOException {
        Path file = GOLDEN.resolve(name + ".expected");
        if ("write".equals(System.getProperty("golden"))) {
            Files.createDirectories(GOLDEN);
            Files.writeString(file, actual);
        }
        assertThat(actual).isEqualTo(Files.readString(file));
    }
}
