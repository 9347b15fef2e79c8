package org.caravana.dump;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.caravana.dump.DumpFailedException.Reason;
import org.caravana.repository.StopSignal;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FirebirdDatabaseTest {
    private static final String BACKUP = "canary-backup-3";
    private static FirebirdCluster cluster;

    @TempDir
    Path temp;

    @BeforeAll
    static void start() throws Exception {
        cluster = FirebirdCluster.start();
        Dumps.execute(
                cluster.address("conan"),
                "create user backup password '" + BACKUP + "'",
                "grant rdb$admin to backup",
                "grant create database to user backup",
                "create table citizen (id int not null primary key, name varchar(40), photo blob)",
                "create table \"Folha São João\" (a int)",
                "create generator numbers",
                "set generator numbers to 4711",
                "create trigger seen for citizen before insert as begin new.name = 'Dª ' || new.name; end",
                "create procedure tidy as begin delete from \"Folha São João\"; end");
        Dumps.execute(
                cluster.address("conan"),
                "execute block as declare i int = 0; begin while (i < 12000) do begin"
                        + " insert into citizen values (:i, 'João', lpad('', 3000, 'ÿ')); i = i + 1; end end",
                "insert into \"Folha São João\" values (3)");
    }

    @AfterAll
    static void stop() throws Exception {
        if (cluster != null) {
            cluster.close();
        }
    }

    @Test
    void rowsBlobsTriggersProceduresAndGeneratorsComeBackIntoADatabaseThatIsMade() throws Exception {
        byte[] dump = Dumps.makeFirst(backup()).bytes();
        DatabaseAddress again = cluster.as("backup", BACKUP, "again", "?roleName=RDB$ADMIN");
        Dumps.load(again, "gbak", dump, false);
        assertThat(contents("again")).isEqualTo(contents("conan"));
        assertThat(contents("again")).contains("12000", "4711", "SEEN", "TIDY");
        assertThatThrownBy(() -> Dumps.load(again, "gbak", dump, false)).isInstanceOf(NotEmptyException.class);
        Dumps.execute(again, "delete from citizen");
        Dumps.load(again, "gbak", dump, true);
        assertThat(contents("again")).isEqualTo(contents("conan"));
    }

    @Test
    void rowsAreThoseOfTheDump() throws Exception {
        assertThat(Dumps.makeFirst(backup()).outcome().rows()).hasValueSatisfying(rows -> {
            assertThat(rows.exact()).isTrue();
            assertThat(rows.tables())
                    .containsEntry("CITIZEN", 12000L)
                    .containsEntry("\"Folha São João\"", 1L)
                    .hasSize(2);
        });
    }

    @Test
    void anAliasOfTheServerServesAsWell() throws Exception {
        assertThat(versions(cluster.alias("conan"))).matches("gbak 3\\..*, server 3\\..*");
        assertThat(Dumps.makeFirst(cluster.alias("conan")).bytes()).isNotEmpty();
    }

    @Test
    void anAccountThatMayNotDumpIsRefusedBeforehand() {
        assertThatThrownBy(() -> versions(cluster.as("backup", BACKUP, "conan", "")))
                .isInstanceOfSatisfying(DumpFailedException.class, e -> {
                    assertThat(e.retryable()).isFalse();
                    assertThat(e.hint()).contains("grant rdb$admin", "roleName");
                });
    }

    @Test
    void aWrongPasswordIsNotTriedAgainAndNotTold() {
        for (Attempt attempt : new Attempt[] {FirebirdDatabaseTest::versions, Dumps::makeFirst}) {
            assertThatThrownBy(() -> attempt.at(cluster.as("backup", "canary-x", "conan", "")))
                    .isInstanceOfSatisfying(DumpFailedException.class, e -> assertThat(e.reason())
                            .isEqualTo(Reason.REFUSED))
                    .hasMessageNotContaining("canary");
        }
    }

    @Test
    void aDatabaseThatIsNotThereIsASettingToMend() {
        for (Attempt attempt : new Attempt[] {FirebirdDatabaseTest::versions, Dumps::makeFirst}) {
            assertThatThrownBy(() -> attempt.at(cluster.address("nothing")))
                    .isInstanceOfSatisfying(DumpFailedException.class, e -> assertThat(e.reason())
                            .isEqualTo(Reason.SETTINGS));
        }
    }

    @Test
    void aServerThatDoesNotAnswerIsTriedAgain() {
        DatabaseAddress silent = new DatabaseAddress(
                "jdbc:firebirdsql://localhost:1/conan", backup().user(), backup().password(), Map.of());
        for (Attempt attempt : new Attempt[] {FirebirdDatabaseTest::versions, Dumps::makeFirst}) {
            assertThatThrownBy(() -> attempt.at(silent))
                    .isInstanceOfSatisfying(DumpFailedException.class, e -> assertThat(e.reason())
                            .isEqualTo(Reason.UNREACHABLE));
        }
    }

    @Test
    void aToolThatIsOlderThanTheServerIsRefused() throws Exception {
        Path old = temp.resolve("gbak");
        Files.writeString(old, "#!/bin/sh\necho 'gbak:gbak version LI-V2.5.9.27139 Firebird 2.5'\nexit 1\n");
        Files.setPosixFilePermissions(old, PosixFilePermissions.fromString("rwxr-xr-x"));
        assertThatThrownBy(() -> versions(withTools(temp)))
                .isInstanceOfSatisfying(DumpFailedException.class, e -> {
                    assertThat(e.retryable()).isFalse();
                    assertThat(e.hint()).contains("tool-folder");
                })
                .hasMessageContaining("2.5.9.27139 is older than the server");
    }

    @Test
    void aMissingToolIsNamed() {
        assertThatThrownBy(() -> versions(withTools(temp)))
                .isInstanceOf(DumpFailedException.class)
                .hasMessageContaining("gbak cannot be started");
    }

    @Test
    void theUsersInOperationAreNamed() throws Exception {
        try (var other = new DatabaseConnection(cluster.address("conan")).open()) {
            assertThat(other.isValid(1)).isTrue();
            // our own connections are no users
            assertThat(Dumps.query(backup(), backup().usersInOperation())).isEmpty();
        }
        DatabaseAddress clerk = cluster.address("conan");
        Properties properties = new Properties();
        properties.setProperty("user", clerk.user().orElseThrow());
        properties.setProperty("password", clerk.password().orElseThrow().value());
        properties.setProperty("processName", "sia.exe");
        try (var other = DriverManager.getConnection(clerk.url(), properties)) {
            assertThat(other.isValid(1)).isTrue();
            assertThat(Dumps.query(backup(), backup().usersInOperation()))
                    .startsWith("SYSDBA ")
                    .endsWith(" sia.exe");
        }
    }

    @Test
    void thePasswordIsNotOnTheCommandLine() {
        ToolCommand command = new FirebirdDatabase(backup()).command(List.of());
        assertThat(command.words()).noneMatch(w -> w.contains(BACKUP)).contains("-role", "RDB$ADMIN", "stdout");
        assertThat(command.clearEnvironment()).containsEntry("ISC_PASSWORD", BACKUP);
        assertThat(command.toString()).doesNotContain(BACKUP);
    }

    private interface Attempt {
        Object at(DatabaseAddress address) throws Exception;
    }

    private static DatabaseAddress backup() {
        return cluster.as("backup", BACKUP, "conan", "?roleName=RDB$ADMIN");
    }

    private static DatabaseAddress withTools(Path folder) {
        return new DatabaseAddress(
                backup().url(), backup().user(), backup().password(), Map.of("tool-folder", folder.toString()));
    }

    private static String versions(DatabaseAddress address) throws Exception {
        return DumpTool.of(address).orElseThrow().versions(StopSignal.NEVER);
    }

    private static String contents(String database) throws Exception {
        return Dumps.query(cluster.address(database), """
                select count(*) || ' ' || sum(mod(hash(name), 100000)) || ' ' || sum(mod(hash(photo), 100000)) from citizen
                union all select 'numbers ' || gen_id(numbers, 0) from rdb$database
                union all select 'folha ' || sum(a) from "Folha São João"
                union all select 'trigger ' || rdb$trigger_name from rdb$triggers where rdb$system_flag = 0
                union all select 'procedure ' || rdb$procedure_name from rdb$procedures where rdb$system_flag = 0""");
    }
}
