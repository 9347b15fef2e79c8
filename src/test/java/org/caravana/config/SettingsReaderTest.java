package org.caravana.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.caravana.plan.CyclePeriod;
import org.caravana.plan.Plan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsReaderTest {
    private static final String WHOLE = """
            database.conan.url=jdbc:postgresql://10.0.0.5/conan
            directory.systems.path=/opt/conan
            target.annex.type=sftp
            target.annex.host=backup.example
            target.annex.user=caravana
            target.annex.known-hosts=known_hosts
            plan.night.sources=conan,systems
            plan.night.targets=annex
            plan.night.schedule=0 0 19 ? * MON-SAT
            """;

    @TempDir
    Path home;

    @Test
    void anEmptyFileGivesTheDefaults() throws IOException {
        Settings settings = read("");

        assertThat(settings.zone()).isEqualTo(ZoneId.systemDefault());
        assertThat(settings.repository()).isEqualTo(home.resolve("data/repository"));
        assertThat(settings.data()).isEqualTo(home.resolve("data"));
        assertThat(settings.work()).isEqualTo(home.resolve("data/work"));
        assertThat(settings.plans()).isEmpty();
        assertThat(settings.catalogue().url()).isEqualTo("jdbc:h2:async:" + home.resolve("data/catalogue"));
        assertThat(settings.mail().server()).isEmpty();
        assertThat(settings.web().host()).isEqualTo("127.0.0.1");
        assertThat(settings.capture().level()).isEqualTo(3);
        assertThat(settings.capture().threads())
                .isEqualTo(Math.min(8, Runtime.getRuntime().availableProcessors()));
        assertThat(settings.jobs().parallel()).isEqualTo(2);
        assertThat(settings.jobs().lease()).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void whatOfADirectoryIsTakenIsReadAndLookedAt() throws IOException {
        Path patterns = Files.writeString(home.resolve("patterns"), "# words\n\n*.iso\n");
        Settings.Directory directory = read(WHOLE + """
                directory.systems.exclude-file=patterns
                directory.systems.exclude-larger-than=2G
                directory.systems.one-file-system=true
                directory.systems.accept-unreadable=*.lock
                """).directories().get("systems");
        assertThat(directory.excludeFile()).contains(patterns);
        assertThat(directory.excludeLargerThan()).isEqualTo(2L << 30);
        assertThat(directory.oneFileSystem()).isTrue();
        assertThat(directory.excludeCaches()).isFalse();
        assertThat(directory.acceptUnreadable()).containsExactly("*.lock");
        assertThatThrownBy(() -> read(WHOLE + "directory.systems.exclude=[z-a\n"))
                .hasMessageContaining("[z-a");
        assertThatThrownBy(() -> read(WHOLE + "directory.systems.exclude-larger-than=many\n"))
                .hasMessageContaining("no size");
        assertThatThrownBy(() -> read(WHOLE + "directory.systems.exclude-file=absent\n"))
                .hasMessageContaining("cannot be read");
    }

    @Test
    void aFileOfCertificatesIsLookedAtBeforeANightDependsOnIt() throws IOException {
        String cloud = WHOLE + """
                target.cloud.type=s3
                target.cloud.bucket=inprev
                target.cloud.ca-file=ca.pem
                """;
        assertThatThrownBy(() -> read(cloud)).hasMessageContaining("cannot be read");
        Files.writeString(home.resolve("ca.pem"), "");
        assertThatThrownBy(() -> read(cloud)).hasMessageContaining("has no certificate in it");
        Files.writeString(home.resolve("ca.pem"), "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
        assertThatThrownBy(() -> read(cloud)).hasMessageContaining("holds something that is no certificate");
    }

    @Test
    void aPlanHasTheWindowsOfTheProcedureByDefault() throws IOException {
        Plan plan = read("office.zone=America/Sao_Paulo\n" + WHOLE).plans().get("night");

        assertThat(plan.sources()).containsExactly("conan", "systems");
        assertThat(plan.schedule().cron()).isEqualTo("0 0 19 ? * MON-SAT");
        assertThat(plan.schedule().zone()).isEqualTo(ZoneId.of("America/Sao_Paulo"));
        assertThat(plan.startWindow()).isEqualTo(Duration.ofHours(1));
        assertThat(plan.completionWindow()).isEqualTo(Duration.ofHours(48));
        assertThat(plan.announceBefore()).isEqualTo(Duration.ofMinutes(15));
        assertThat(plan.keep()).isEqualTo(Duration.ofDays(31));
        assertThat(plan.cycle()).isEqualTo(CyclePeriod.MONTH);
    }

    @Test
    void whatTheFileSaysIsWhatTheSettingsHold() throws IOException {
        Path secret = secretFile("conan", "s3cret\n");
        Settings settings = read(WHOLE + """
                office.language=pt-br
                repository=/srv/repository
                database.conan.user=backup
                database.conan.password-file=%s
                directory.systems.exclude=*.log, /cache/
                directory.systems.unreadable=fail
                target.annex.transfers=8
                target.cloud.type=s3
                target.cloud.bucket=inprev
                plan.night.keep=P92D
                plan.night.cycle=quarter
                mail.server=smtps://smtp.example:465
                mail.support=ti@example, chefe@example
                capture.level=9
                """.formatted(secret));

        assertThat(settings.language()).isEqualTo(Locale.forLanguageTag("pt-BR"));
        assertThat(settings.repository()).isEqualTo(Path.of("/srv/repository"));
        Settings.Database conan = settings.databases().get("conan");
        assertThat(conan.kind()).isEqualTo("postgresql");
        assertThat(conan.user()).contains("backup");
        assertThat(conan.password()).contains(new Secret("s3cret"));
        assertThat(settings.directories().get("systems").excludes()).containsExactly("*.log", "/cache/");
        assertThat(settings.directories().get("systems").unreadableIsPartial()).isFalse();
        assertThat(settings.targets().get("annex").transfers()).isEqualTo(8);
        assertThat(settings.targets().get("annex").properties())
                .containsEntry("port", "22")
                .containsEntry("known-hosts", home.resolve("known_hosts").toString());
        assertThat(settings.plans().get("night").keep()).isEqualTo(Duration.ofDays(92));
        assertThat(settings.plans().get("night").cycle()).isEqualTo(CyclePeriod.QUARTER);
        assertThat(settings.mail().support()).containsExactly("ti@example", "chefe@example");
        assertThat(settings.capture().level()).isEqualTo(9);
    }

    @Test
    void aPlanMayHaveAnEngineOfItsOwn() throws IOException {
        Settings settings = read(
                WHOLE
                        + "capture.level=9\ncapture.threads=3\nplan.night.level=12\nplan.night.chunk-size=128K\nplan.night.threads=1");

        assertThat(settings.capture().of("night")).isEqualTo(new Settings.Capture(12, 1, 128 << 10, false, Map.of()));
        assertThat(settings.capture().of("other").level()).isEqualTo(9);
        assertThat(settings.capture().of("other").chunkSize()).isEqualTo(1 << 20);
        assertThat(problems(WHOLE + "plan.night.chunk-size=100k\nplan.night.level=20"))
                .extracting(Problem::key)
                .containsExactlyInAnyOrder("plan.night.chunk-size", "plan.night.level");
    }

    @Test
    void theEnvironmentWinsOverTheFile() throws IOException {
        Path secret = secretFile("conan", "from the file");
        Settings settings = new SettingsReader(
                        file(WHOLE + "capture.level=9\ndatabase.conan.password-file=" + secret),
                        home,
                        Map.of("CARAVANA_CAPTURE_LEVEL", "5", "CARAVANA_DATABASE_CONAN_PASSWORD", "from outside"))
                .settings();

        assertThat(settings.capture().level()).isEqualTo(5);
        assertThat(settings.databases().get("conan").password()).contains(new Secret("from outside"));
    }

    @Test
    void allProblemsAreToldAtOnce() throws IOException {
        List<Problem> problems = problems("""
                office.zone=America/Sao_Paolo
                databse.conan.url=jdbc:postgresql://10.0.0.5/conan
                directory.systems.paht=/opt/conan
                target.annex.type=sftp
                target.annex.bucket=inprev
                plan.night.sources=system
                plan.night.targets=anex
                plan.night.schedule=0 0 19 4 * FRI
                plan.night.keep=one month
                capture.level=22
                capture.level=3
                mail.server=smtp.example
                """);

        assertThat(problems)
                .extracting(Problem::key)
                .contains(
                        "office.zone",
                        "databse.conan.url",
                        "directory.systems.paht",
                        "directory.systems.path",
                        "target.annex.bucket",
                        "target.annex.host",
                        "target.annex.known-hosts",
                        "plan.night.sources",
                        "plan.night.targets",
                        "plan.night.schedule",
                        "plan.night.keep",
                        "capture.level",
                        "mail.server",
                        "mail.support");
        assertThat(problems).allSatisfy(problem -> assertThat(problem.hint()).isNotBlank());
    }

    @ParameterizedTest
    @CsvSource({
        "office.zon=UTC, did you mean office.zone?",
        "retry.copy-evry=1m, did you mean retry.copy-every?",
        "directory.systems.exclud=x, did you mean directory.systems.exclude?",
        "plan.night.shedule=x, did you mean plan.night.schedule?",
    })
    void anUnknownKeyIsToldWithTheNearestKnownOne(String line, String hint) throws IOException {
        assertThat(problems(WHOLE + line)).extracting(Problem::hint).containsExactly(hint);
    }

    @Test
    void anUnknownNameIsToldWithTheNearestKnownOne() throws IOException {
        List<Problem> problems = problems(WHOLE.replace("sources=conan,systems", "sources=connan,systems"));

        assertThat(problems)
                .containsExactly(new Problem(
                        "plan.night.sources", "no database or directory is named 'connan'", "did you mean conan?"));
    }

    @Test
    void aDayOfMonthTogetherWithAWeekdayIsExplained() throws IOException {
        List<Problem> problems = problems(WHOLE.replace("0 0 19 ? * MON-SAT", "0 0 23 4-10 * FRI"));

        assertThat(problems).singleElement().satisfies(problem -> {
            assertThat(problem.what()).contains("day of month '4-10' and weekday 'FRI'");
            assertThat(problem.hint()).contains("write ? for the one that does not matter");
        });
    }

    @ParameterizedTest
    @CsvSource({"0 19 * * 1-6, fields", "0 0 25 ? * MON, no schedule", "0 0 1 31 2 ?, never fires", "soon, fields"})
    void aScheduleThatCronCannotReadIsAProblem(String cron, String what) throws IOException {
        assertThat(problems(WHOLE.replace("0 0 19 ? * MON-SAT", cron)))
                .singleElement()
                .satisfies(problem -> assertThat(problem.what()).contains(what));
    }

    @Test
    void anInlinePasswordIsRefusedAndNotRepeated() throws IOException {
        String text = WHOLE + "database.conan.password=canary-7431\n";
        InvalidSettingsException failure = catchThrowableOfType(InvalidSettingsException.class, () -> read(text));

        assertThat(failure.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.key()).isEqualTo("database.conan.password");
            assertThat(problem.hint()).contains("database.conan.password-file", "CARAVANA_DATABASE_CONAN_PASSWORD");
        });
        assertThat(failure.toString()).doesNotContain("canary-7431");
    }

    @Test
    void aPasswordInAnAddressIsRefusedAndNotRepeated() throws IOException {
        String text = WHOLE.replace("10.0.0.5/conan", "10.0.0.5/conan?password=canary-7431");
        InvalidSettingsException failure = catchThrowableOfType(InvalidSettingsException.class, () -> read(text));

        assertThat(failure.problems()).extracting(Problem::key).containsExactly("database.conan.url");
        assertThat(failure.toString()).doesNotContain("canary-7431");
    }

    @Test
    void severalDatabasesOrTheServersFilesAreForThoseKindsThatHaveThem() throws IOException {
        Settings settings = read("database.sia.url=jdbc:firebirdsql://10.0.0.5//srv/sia.fdb?roleName=RDB$ADMIN\n");
        assertThat(settings.databases().get("sia").kind()).isEqualTo("firebird");
        assertThatThrownBy(() -> read("database.app.url=jdbc:sqlite:/srv/app.db\ndatabase.app.databases=*\n"))
                .hasMessageContaining("database.app.databases");
        assertThatThrownBy(() -> read("database.app.url=jdbc:mariadb://10.0.0.5/app\ndatabase.app.method=files\n"))
                .hasMessageContaining("database.app.method");
        assertThatThrownBy(() -> read("database.pg.url=jdbc:postgresql://10.0.0.5/postgres\ndatabase.pg.method=files\n"
                        + "database.pg.databases=*\n"))
                .hasMessageContaining("copies the whole server");
    }

    @Test
    void aSecretFileThatOthersMayReadIsRefused() throws IOException {
        assumePosix();
        Path secret = secretFile("conan", "canary-7431");
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-r--r--"));

        assertThat(problems(WHOLE + "database.conan.password-file=" + secret))
                .containsExactly(new Problem(
                        "database.conan.password-file",
                        secret + " can be read by others than its owner",
                        "chmod 600 " + secret));
    }

    @Test
    void aSecretFileThatIsMissingIsToldWithItsVariable() throws IOException {
        assertThat(problems(WHOLE + "database.conan.password-file=nowhere"))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.what()).contains("nowhere does not exist");
                    assertThat(problem.hint()).contains("CARAVANA_DATABASE_CONAN_PASSWORD");
                });
    }

    @Test
    void secretsArePrintedNowhere() throws IOException {
        Path secret = secretFile("conan", "canary-7431");
        SettingsReader reader = reader(WHOLE + "database.conan.password-file=" + secret);

        assertThat(reader.settings().toString()).doesNotContain("canary-7431").contains("******");
        assertThat(reader.placeholders().toString()).doesNotContain("canary-7431");
    }

    @Test
    void aKindOfTargetOfTheUsersOwnTakesAnyKeysAndSecrets() throws IOException {
        Path token = secretFile("token", "t0ken");
        Settings settings = read("""
                target.club.type=webdav
                target.club.url=https://club.example/dav
                target.club.token-file=%s
                """.formatted(token));

        Settings.Target club = settings.targets().get("club");
        assertThat(club.properties())
                .containsEntry("url", "https://club.example/dav")
                .doesNotContainKey("token-file");
        assertThat(club.secrets()).containsEntry("token", new Secret("t0ken"));
    }

    @Test
    void keysOfCamelAndOfTheUsersOwnRoutesPass() throws IOException {
        Map<String, String> placeholders = reader(
                        "camel.main.name=x\ncustom.chat={{env:CHAT}}\nnotice.telegram.chat=42\n")
                .placeholders();

        assertThat(placeholders)
                .containsEntry("camel.main.name", "x")
                .containsEntry("custom.chat", "{{env:CHAT}}")
                .containsEntry("notice.telegram.chat", "42");
    }

    @Test
    void placeholdersHoldWhatIsNotWrittenDown() throws IOException {
        Map<String, String> placeholders =
                reader(WHOLE + "retry.start-every=PT90S\n").placeholders();

        assertThat(placeholders)
                .containsEntry("retry.copy-every", "10m")
                .containsEntry("retry.start-every", "1m30s")
                .containsEntry("target.annex.path", "caravana")
                .containsEntry("plan.night.schedule", "0 0 19 ? * MON-SAT")
                .containsEntry("repository", home.resolve("data/repository").toString());
    }

    @Test
    void theRepositoryIsFoundWhateverElseIsWrong() throws IOException {
        SettingsReader reader = reader("repository=/srv/r\nplan.night.sources=nothing\n");

        assertThat(reader.repository()).isEqualTo(Path.of("/srv/r"));
        assertThatThrownBy(reader::settings).isInstanceOf(InvalidSettingsException.class);
    }

    @Test
    void aMissingFileIsAProblemOfItsOwn() {
        Path nowhere = home.resolve("nowhere.properties");

        assertThatThrownBy(() -> new SettingsReader(nowhere, home, Map.of()).settings())
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContaining("nowhere.properties: does not exist");
    }

    @Test
    void theSampleOfTheDistributionIsValid() {
        Settings settings = new SettingsReader(Path.of("application.properties"), home, Map.of()).settings();

        assertThat(settings.plans()).containsOnlyKeys("inprev-nightly", "store-monthly");
        assertThat(settings.plans().get("inprev-nightly").schedule().cron()).isEqualTo("0 0 19 ? * MON-SAT");
        assertThat(settings.targets().get("annex").secrets()).isEmpty();
        assertThat(Optional.of(settings.mail()).flatMap(Settings.Mail::server)).isEmpty();
    }

    private Settings read(String text) throws IOException {
        return reader(text).settings();
    }

    private List<Problem> problems(String text) throws IOException {
        SettingsReader reader = reader(text);
        return catchThrowableOfType(InvalidSettingsException.class, reader::settings)
                .problems();
    }

    private SettingsReader reader(String text) throws IOException {
        return new SettingsReader(file(text), home, Map.of());
    }

    private Path file(String text) throws IOException {
        return Files.writeString(home.resolve("application.properties"), text);
    }

    private Path secretFile(String name, String text) throws IOException {
        Path file = Files.writeString(home.resolve(name), text);
        if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        }
        return file;
    }

    private static void assumePosix() {
        assumeThat(FileSystems.getDefault().supportedFileAttributeViews()).contains("posix");
    }
}
