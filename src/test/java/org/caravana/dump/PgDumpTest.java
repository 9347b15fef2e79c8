package org.caravana.dump;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import org.caravana.dump.DumpFailedException.Reason;
import org.caravana.repository.StopSignal;
import org.caravana.repository.StoppedException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PgDumpTest {
    private static PgCluster cluster;

    @BeforeAll
    static void start() throws Exception {
        cluster = PgCluster.start();
        execute("postgres", "create database conan");
        execute("postgres", "create role clerk");
        execute("conan", "create table citizen (id int primary key, name text, photo bytea)");
        execute(
                "conan",
                "insert into citizen select g, 'João ' || g, decode(md5(g::text), 'hex') "
                        + "from generate_series(1, 20000) g");
        execute("conan", "grant select on citizen to clerk; alter table citizen owner to clerk");
    }

    @AfterAll
    static void stop() throws Exception {
        if (cluster != null) {
            cluster.close();
        }
    }

    @Test
    void aDumpLoadsIntoANewDatabaseRowByRow() throws Exception {
        byte[] dump = dump(cluster.address("conan"));
        assertThat(new String(dump, 0, 5, java.nio.charset.StandardCharsets.US_ASCII))
                .isEqualTo("PGDMP");
        execute("postgres", "create database \"new 'one=1\"");
        load("new%20'one=1", dump, DumpLoader.Options.EMPTY);
        assertThat(query("new%20'one=1", digest())).isEqualTo(query("conan", digest()));
        assertThat(query("new%20'one=1", "select tableowner from pg_tables where tablename = 'citizen'"))
                .isEqualTo("clerk");
    }

    @Test
    void aDatabaseThatHoldsSomethingIsRefusedUnlessForced() throws Exception {
        byte[] dump = dump(cluster.address("conan"));
        execute("postgres", "create database full_one");
        execute("full_one", "create table citizen (other int)");
        assertThatThrownBy(() -> load("full_one", dump, DumpLoader.Options.EMPTY))
                .isInstanceOf(NotEmptyException.class);
        load("full_one", dump, new DumpLoader.Options(true, false));
        assertThat(query("full_one", digest())).isEqualTo(query("conan", digest()));
    }

    @Test
    void aDumpThatWasCutShortLoadsNothing() throws Exception {
        byte[] dump = dump(cluster.address("conan"));
        execute("postgres", "create database cut");
        assertThatThrownBy(() -> load("cut", Arrays.copyOf(dump, dump.length - 2000), DumpLoader.Options.EMPTY))
                .isInstanceOf(DumpFailedException.class)
                .hasMessageContaining("pg_restore");
        assertThat(query("cut", "select count(*) from pg_tables where schemaname = 'public'"))
                .isEqualTo("0");
    }

    @Test
    void aWrongPasswordIsNotTriedAgainAndNotTold() {
        assertThatThrownBy(() -> dump(cluster.address("conan", "canary-wrong-1")))
                .isInstanceOfSatisfying(DumpFailedException.class, e -> {
                    assertThat(e.reason()).isEqualTo(Reason.REFUSED);
                    assertThat(e.retryable()).isFalse();
                })
                .hasMessageContaining("password authentication failed")
                .hasMessageNotContaining("canary");
        assertThatThrownBy(() -> DumpLoader.of(cluster.address("conan", "canary-wrong-1"))
                        .load(new ByteArrayInputStream(new byte[0]), DumpLoader.Options.EMPTY, StopSignal.NEVER))
                .isInstanceOfSatisfying(
                        DumpFailedException.class, e -> assertThat(e.reason()).isEqualTo(Reason.REFUSED))
                .hasMessageNotContaining("canary");
    }

    @Test
    void aServerThatDoesNotAnswerMayBeTriedAgain() {
        DatabaseAddress here = cluster.address("conan");
        DatabaseAddress nobody = new DatabaseAddress(
                "jdbc:postgresql://127.0.0.1:1/conan", here.user(), here.password(), here.options());
        assertThatThrownBy(() -> dump(nobody))
                .isInstanceOfSatisfying(DumpFailedException.class, e -> assertThat(e.retryable())
                        .isTrue());
    }

    @Test
    void aMissingDatabaseIsASettingToMend() {
        assertThatThrownBy(() -> dump(cluster.address("nothing")))
                .isInstanceOfSatisfying(
                        DumpFailedException.class, e -> assertThat(e.reason()).isEqualTo(Reason.SETTINGS));
    }

    @Test
    void aDumpThatWaitsForALockIsStopped() throws Exception {
        AtomicBoolean begun = new AtomicBoolean();
        try (Connection connection = new DatabaseConnection(cluster.address("conan")).open();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("lock table citizen in access exclusive mode");
            assertThatThrownBy(() -> new PgDump(cluster.address("conan"))
                            .run(
                                    out -> {
                                        begun.set(true);
                                        out.read(ByteBuffer.allocate(10));
                                    },
                                    () -> {
                                        if (begun.get()) {
                                            throw new StoppedException("cancelled");
                                        }
                                    }))
                    .isInstanceOf(StoppedException.class);
        }
    }

    @Test
    void whoIsConnectedIsNamedButNotWeOurselves() throws Exception {
        try (Connection other = new DatabaseConnection(cluster.address("conan")).open();
                Statement naming = other.createStatement()) {
            naming.execute("set application_name = 'Folha'");
            assertThat(query("conan", cluster.address("conan").usersInOperation()))
                    .isEqualTo("postgres127.0.0.1Folha");
        }
    }

    @Test
    void theToolTellsItsVersion() throws IOException {
        assertThat(new PgDump(cluster.address("conan")).version(StopSignal.NEVER))
                .startsWith("pg_dump (PostgreSQL)");
    }

    private static String digest() {
        return "select count(*), md5(string_agg(c::text, ',' order by id)) from citizen c";
    }

    private static byte[] dump(DatabaseAddress address) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new PgDump(address)
                .run(
                        in -> {
                            ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
                            while (in.read(buffer.clear()) >= 0) {
                                out.write(buffer.array(), 0, buffer.position());
                            }
                        },
                        StopSignal.NEVER);
        return out.toByteArray();
    }

    private static void load(String database, byte[] dump, DumpLoader.Options options) throws IOException {
        DumpLoader.of(cluster.address(database)).load(new ByteArrayInputStream(dump), options, StopSignal.NEVER);
    }

    private static void execute(String database, String sql) throws SQLException {
        try (Connection connection = new DatabaseConnection(cluster.address(database)).open();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String query(String database, String sql) throws SQLException {
        try (Connection connection = new DatabaseConnection(cluster.address(database)).open();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            StringBuilder text = new StringBuilder();
            while (row.next()) {
                for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                    text.append(row.getString(i));
                }
            }
            return text.toString();
        }
    }
}
