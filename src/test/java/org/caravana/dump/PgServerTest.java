package org.caravana.dump;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.caravana.config.Secret;
import org.caravana.dump.DumpFailedException.Reason;
import org.caravana.repository.StopSignal;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PgServerTest {
    private static PgCluster cluster;

    @TempDir
    Path temp;

    @BeforeAll
    static void start() throws Exception {
        cluster = PgCluster.start();
        Dumps.execute(
                cluster.address("postgres"),
                "create database conan",
                "create database \"Folha de São João\"",
                "create role reader login password 'reader-1'",
                "grant pg_read_all_data to reader",
                "create role guest login password 'guest-1'",
                "create role clerk login password 'clerk-1' valid until '2030-01-01'");
        Dumps.execute(
                cluster.address("conan"),
                "create extension pgcrypto",
                "create schema \"Odd one\"",
                "create table \"Odd one\".\"T\"\"x\" (id int)",
                "create table citizen (id int primary key, name text)",
                "insert into citizen select g, 'João ' || g from generate_series(1, 5000) g",
                "create table sealed (secret bytea default digest('x', 'sha256'))",
                "select lo_from_bytea(4711, decode(repeat('cafe', 100000), 'hex'))");
    }

    @AfterAll
    static void stop() throws Exception {
        if (cluster != null) {
            cluster.close();
        }
    }

    @Test
    void largeObjectsAndExtensionsComeBack() throws Exception {
        byte[] dump = Dumps.makeFirst(cluster.address("conan")).bytes();
        Dumps.execute(cluster.address("postgres"), "create database again");
        Dumps.load(cluster.address("again"), "pg-custom", dump, false);
        String objects = "select md5(lo_get(4711)), (select encode(digest('a', 'md5'), 'hex'))";
        assertThat(Dumps.query(cluster.address("again"), objects))
                .isEqualTo(Dumps.query(cluster.address("conan"), objects));
    }

    @Test
    void everyTablesRowsAreCountedInTheDumpsOwnSnapshot() throws Exception {
        Dump dump = Dumps.of(cluster.address("conan")).get(0);
        Dump.Outcome outcome = dump.content()
                .write(
                        in -> {
                            insertMore();
                            Channel.drain(in);
                        },
                        StopSignal.NEVER);
        assertThat(outcome.rows()).hasValueSatisfying(rows -> {
            assertThat(rows.exact()).isTrue();
            assertThat(rows.tables())
                    .containsEntry("public.citizen", 5000L)
                    .containsEntry("\"Odd one\".\"T\"\"x\"", 0L);
            assertThat(new String(rows.text(), StandardCharsets.UTF_8))
                    .startsWith("# in the dump\n")
                    .contains("5000\tpublic.citizen\n");
        });
    }

    private static void insertMore() {
        try {
            Dumps.execute(
                    cluster.address("conan"),
                    "insert into citizen select g, 'late' from generate_series(6000, 6099) g",
                    "delete from citizen where id < 100");
        } catch (java.sql.SQLException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void allDatabasesOfTheServerAreDumpedByTheirRealNames() throws Exception {
        List<Dump> all = Dumps.of(with(cluster.address("postgres"), "databases", "*"));
        assertThat(all)
                .filteredOn(d -> d.format().equals("pg-custom"))
                .extracting(d -> d.database().orElseThrow())
                .contains("conan", "Folha de São João", "postgres")
                .doesNotContain("template1");
        Dump odd = all.stream()
                .filter(d -> d.database().equals(Optional.of("Folha de São João")))
                .findFirst()
                .orElseThrow();
        assertThat(new String(Dumps.make(odd).bytes(), StandardCharsets.UTF_8)).contains("Folha de São João");
    }

    @Test
    void whoWorksInAnyDatabaseOfTheServerIsNamedToAnAccountOfTheLeastRights() throws Exception {
        DatabaseAddress all = with(cluster.address("postgres"), "databases", "*");
        DatabaseAddress one = with(cluster.address("postgres"), "databases", "Folha de São João");
        String asReader = reader().at("postgres").usersInOperation();
        try (var clerk = new DatabaseConnection(as("clerk", "clerk-1").at("conan")).open();
                var statement = clerk.createStatement()) {
            statement.execute("set application_name = 'Folha'");
            assertThat(Dumps.query(reader(), all.usersInOperation())).contains("clerk - Folha");
            assertThat(Dumps.query(cluster.address("postgres"), all.usersInOperation()))
                    .contains("clerk 127.0.0.1 Folha");
            assertThat(Dumps.query(reader(), one.usersInOperation())).doesNotContain("clerk");
            assertThat(Dumps.query(reader().at("postgres"), asReader)).doesNotContain("clerk");
        }
    }

    @Test
    void rolesComeBackWithTheirPasswordsWhereTheAccountMayReadThem() throws Exception {
        Dump globals = globals(cluster.address("conan"));
        Dumps.Made made = Dumps.make(globals);
        assertThat(made.outcome().remarks()).isEmpty();
        assertThat(new String(made.bytes(), StandardCharsets.UTF_8))
                .contains("CREATE ROLE clerk", "SCRAM-SHA-256", "2030-01-01");
        Dumps.execute(cluster.address("postgres"), "drop role clerk");
        Dumps.load(cluster.address("conan"), "pg-globals", made.bytes(), false);
        assertThat(Dumps.query(
                        cluster.address("postgres"),
                        "select rolpassword is not null, rolvaliduntil::date from pg_authid where rolname = 'clerk'"))
                .isEqualTo("t 2030-01-01");
    }

    @Test
    void rolesAreDumpedWithoutPasswordsByAnAccountThatMayNotReadThemAndThatIsSaid() throws Exception {
        Dumps.Made made = Dumps.make(globals(as("guest", "guest-1")));
        assertThat(made.outcome().remarks()).singleElement().asString().contains("without their passwords");
        assertThat(new String(made.bytes(), StandardCharsets.UTF_8))
                .contains("CREATE ROLE")
                .doesNotContain("SCRAM-SHA-256");
    }

    @Test
    void rolesThatCannotBeMadeAreAFailure() throws Exception {
        byte[] role = "CREATE ROLE postgres;\nCREATE ROLE nobody;\n".getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> Dumps.load(reader(), "pg-globals", role, false))
                .isInstanceOf(DumpFailedException.class)
                .hasMessageContaining("permission denied");
    }

    @Test
    void globalsMayBeRequiredOrLeftOut() throws Exception {
        assertThat(globals(cluster.address("conan")).required()).isFalse();
        assertThat(globals(with(cluster.address("conan"), "globals", "required"))
                        .required())
                .isTrue();
        assertThat(Dumps.of(with(cluster.address("conan"), "globals", "off"))).hasSize(1);
    }

    @Test
    void anAccountThatMayReadDataDumpsAndCounts() throws Exception {
        Dumps.Made made = Dumps.makeFirst(reader());
        assertThat(made.bytes()).startsWith("PGDMP".getBytes(StandardCharsets.US_ASCII));
        assertThat(made.outcome().rows()).isPresent();
    }

    @Test
    void toolAndServerTellTheirVersions() throws Exception {
        assertThat(versions(cluster.address("conan"))).matches("pg_dump (\\d+)\\.\\d+, server \\1\\.\\d+");
    }

    @Test
    void aToolThatIsOlderThanTheServerIsRefusedBeforeAnythingIsDone() throws Exception {
        Path old = temp.resolve("pg_dump");
        Files.writeString(old, "#!/bin/sh\necho 'pg_dump (PostgreSQL) 9.6.24'\n");
        Files.setPosixFilePermissions(old, PosixFilePermissions.fromString("rwxr-xr-x"));
        assertThatThrownBy(() -> versions(with(cluster.address("conan"), "tool-folder", temp.toString())))
                .isInstanceOfSatisfying(DumpFailedException.class, e -> {
                    assertThat(e.reason()).isEqualTo(Reason.SETTINGS);
                    assertThat(e.retryable()).isFalse();
                    assertThat(e.hint()).contains("postgresql-client-", "tool-folder");
                })
                .hasMessageContaining("pg_dump 9.6.24 is older than the server");
    }

    private static String versions(DatabaseAddress address) throws Exception {
        return DumpTool.of(address).orElseThrow().versions(StopSignal.NEVER);
    }

    private static Dump globals(DatabaseAddress address) throws Exception {
        return Dumps.of(address).stream()
                .filter(d -> d.format().equals("pg-globals"))
                .findFirst()
                .orElseThrow();
    }

    /** The account that docs/databases.md describes; row 4711 of large objects belongs to another. */
    private static DatabaseAddress reader() throws Exception {
        Dumps.execute(cluster.address("conan"), "grant select on large object 4711 to reader");
        return as("reader", "reader-1");
    }

    private static DatabaseAddress as(String user, String password) {
        DatabaseAddress postgres = cluster.address("conan");
        return new DatabaseAddress(
                postgres.url(), Optional.of(user), Optional.of(new Secret(password)), postgres.options());
    }

    private static DatabaseAddress with(DatabaseAddress address, String option, String value) {
        Map<String, String> options = new HashMap<>(address.options());
        options.put(option, value);
        return new DatabaseAddress(address.url(), address.user(), address.password(), options);
    }

    /** Reads to the end. */
    private static final class Channel {
        static void drain(java.nio.channels.ReadableByteChannel in) throws java.io.IOException {
            java.nio.ByteBuffer buffer = java.nio.ByteBuffer.allocate(1 << 16);
            while (in.read(buffer.clear()) >= 0) {
                continue;
            }
        }
    }
}
