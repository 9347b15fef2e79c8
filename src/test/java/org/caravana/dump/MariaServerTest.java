package org.caravana.dump;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.caravana.dump.DumpFailedException.Reason;
import org.caravana.repository.StopSignal;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MariaServerTest {
    private static final String BACKUP = "canary-backup-1";
    private static MariaCluster cluster;

    @TempDir
    Path temp;

    @BeforeAll
    static void start() throws Exception {
        cluster = MariaCluster.start();
        Dumps.execute(
                cluster.address(""),
                "create database conan",
                "create database `Folha de São João`",
                "create user backup@'%' identified by '" + BACKUP + "'",
                "grant select, show view, trigger, event on conan.* to backup@'%'",
                "grant select on mysql.proc to backup@'%'",
                "create user half@'%' identified by '" + BACKUP + "'",
                "grant select on `con%`.* to half@'%'");
        Dumps.execute(
                cluster.address("conan"),
                "create table citizen (id int primary key, name text, photo blob) character set utf8mb4",
                "insert into citizen select seq, concat('João 😀 ', seq), unhex(md5(seq)) from seq_1_to_5000",
                "create table log (at timestamp(6), what varchar(100))",
                "create trigger seen after insert on citizen for each row insert into log values (now(), new.name)",
                "create view names as select name from citizen",
                "create procedure tidy() delete from log",
                "create function one() returns int deterministic return 1",
                "create event nightly on schedule every 1 day disable do call tidy()");
    }

    @AfterAll
    static void stop() throws Exception {
        if (cluster != null) {
            cluster.close();
        }
    }

    @Test
    void rowsRoutinesTriggersEventsAndViewsComeBack() throws Exception {
        byte[] dump = Dumps.makeFirst(backup()).bytes();
        Dumps.execute(cluster.address(""), "create database again");
        Dumps.load(cluster.address("again"), "mariadb-sql", dump, false);
        assertThat(contents("again")).isEqualTo(contents("conan"));
        assertThat(contents("again")).contains("5000").contains("seen", "tidy", "one", "nightly", "names");
        assertThatThrownBy(() -> Dumps.load(cluster.address("again"), "mariadb-sql", dump, false))
                .isInstanceOf(NotEmptyException.class);
        Dumps.load(cluster.address("again"), "mariadb-sql", dump, true);
        assertThat(contents("again")).isEqualTo(contents("conan"));
    }

    @Test
    void rowsAreCountedRightBeforeTheDump() throws Exception {
        assertThat(Dumps.makeFirst(backup()).outcome().rows()).hasValueSatisfying(rows -> {
            assertThat(rows.exact()).isFalse();
            assertThat(rows.tables()).containsEntry("`citizen`", 5000L);
        });
    }

    @Test
    void anAccountThatWouldNotSeeEverythingIsRefused() throws Exception {
        assertThatThrownBy(() -> versions(cluster.as("half", BACKUP, "conan")))
                .isInstanceOfSatisfying(DumpFailedException.class, e -> {
                    assertThat(e.retryable()).isFalse();
                    assertThat(e.hint()).contains("event, show view, trigger");
                });
        Dumps.execute(cluster.address(""), "grant show view, trigger, event on *.* to half@'%'");
        assertThatThrownBy(() -> versions(cluster.as("half", BACKUP, "conan")))
                .hasMessageContaining("routines")
                .hasMessageContaining("mysql.proc");
        Dumps.execute(cluster.address(""), "revoke show view, trigger, event on *.* from half@'%'");
    }

    @Test
    void allDatabasesOfTheServerAreDumpedByTheirRealNames() throws Exception {
        DatabaseAddress admin = cluster.address("");
        DatabaseAddress all =
                new DatabaseAddress(admin.url(), admin.user(), admin.password(), Map.of("databases", "*"));
        assertThat(versions(all)).startsWith("mariadb-dump");
        List<Dump> dumps = Dumps.of(all);
        assertThat(dumps)
                .filteredOn(d -> d.format().equals("mariadb-sql"))
                .extracting(d -> d.database().orElseThrow())
                .contains("conan", "Folha de São João")
                .doesNotContain("mysql", "sys");
        for (Dump dump : dumps) {
            assertThat(Dumps.make(dump).bytes()).isNotEmpty();
        }
    }

    @Test
    void accountsComeBackWithTheirPasswordsAndRights() throws Exception {
        Dumps.execute(
                cluster.address(""),
                "create user clerk@'%' identified by 'clerk-1'",
                "grant select on conan.* to clerk@'%'");
        String before = Dumps.query(cluster.address(""), "show grants for clerk@'%'");
        byte[] users = Dumps.make(users(cluster.address("conan"))).bytes();
        Dumps.execute(cluster.address(""), "drop user clerk@'%'");
        Dumps.load(cluster.address("conan"), "mariadb-users", users, false);
        assertThat(Dumps.query(cluster.address(""), "show grants for clerk@'%'"))
                .isEqualTo(before);
    }

    @Test
    void accountsThatMayNotBeReadAreARefusalInTheProgramsWords() throws Exception {
        Dump users = users(backup());
        assertThat(users.required()).isFalse();
        assertThatThrownBy(() -> Dumps.make(users))
                .isInstanceOf(DumpFailedException.class)
                .hasMessageContaining("denied");
    }

    @Test
    void aWrongPasswordIsNotTriedAgainAndNotTold() {
        assertThatThrownBy(() -> Dumps.makeFirst(cluster.as("backup", "canary-x", "conan")))
                .isInstanceOfSatisfying(
                        DumpFailedException.class, e -> assertThat(e.reason()).isEqualTo(Reason.REFUSED))
                .hasMessageNotContaining("canary");
    }

    @Test
    void aMissingDatabaseIsASettingToMend() {
        assertThatThrownBy(() -> Dumps.makeFirst(cluster.address("nothing")))
                .isInstanceOfSatisfying(
                        DumpFailedException.class, e -> assertThat(e.reason()).isEqualTo(Reason.SETTINGS));
    }

    @Test
    void aToolThatIsOlderThanTheServerIsRefused() throws Exception {
        Path old = temp.resolve("mysqldump");
        Files.writeString(old, "#!/bin/sh\necho 'mysqldump  Ver 10.14 Distrib 5.5.68-MariaDB, for Linux (x86_64)'\n");
        Files.setPosixFilePermissions(old, PosixFilePermissions.fromString("rwxr-xr-x"));
        DatabaseAddress admin = cluster.address("conan");
        assertThatThrownBy(() -> versions(new DatabaseAddress(
                        admin.url(), admin.user(), admin.password(), Map.of("tool-folder", temp.toString()))))
                .isInstanceOfSatisfying(DumpFailedException.class, e -> assertThat(e.retryable())
                        .isFalse())
                .hasMessageContaining("5.5.68 is older than the server");
    }

    @Test
    void theUsersInOperationAreNamed() throws Exception {
        try (var other = new DatabaseConnection(backup()).open()) {
            assertThat(other.isValid(1)).isTrue();
            assertThat(Dumps.query(
                            cluster.address("conan"), cluster.address("conan").usersInOperation()))
                    .contains("backup ");
        }
    }

    @Test
    void thePasswordIsNotOnTheCommandLine() {
        ToolCommand command = MariaAddress.of(backup()).command("mariadb-dump", List.of());
        assertThat(command.words()).noneMatch(w -> w.contains(BACKUP)).contains("--no-defaults", "--user=backup");
        assertThat(command.toString()).doesNotContain(BACKUP);
    }

    private static DatabaseAddress backup() {
        return cluster.as("backup", BACKUP, "conan");
    }

    private static Dump users(DatabaseAddress address) throws Exception {
        return Dumps.of(address).stream()
                .filter(d -> d.format().equals("mariadb-users"))
                .findFirst()
                .orElseThrow();
    }

    private static String versions(DatabaseAddress address) throws Exception {
        return DumpTool.of(address).orElseThrow().versions(StopSignal.NEVER);
    }

    private static String contents(String database) throws Exception {
        return Dumps.query(cluster.address(database), """
                select count(*), md5(group_concat(md5(concat(id, name, photo)) order by id)) from citizen
                union all select 'trigger', trigger_name from information_schema.triggers where trigger_schema = database()
                union all select routine_type, routine_name from information_schema.routines where routine_schema = database()
                union all select 'event', event_name from information_schema.events where event_schema = database()
                union all select 'view', table_name from information_schema.views where table_schema = database()
                order by 1, 2""");
    }
}
