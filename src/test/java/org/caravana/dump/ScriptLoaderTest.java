package org.caravana.dump;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.caravana.repository.StopSignal;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScriptLoaderTest {
    @TempDir
    Path temp;

    private byte[] dump;

    @BeforeEach
    void dump() throws SQLException, IOException {
        try (Connection source = DriverManager.getConnection("jdbc:h2:" + temp.resolve("source"));
                Statement statement = source.createStatement()) {
            statement.execute("create table citizen (id int primary key, name varchar(100), photo blob, life clob)");
            statement.execute(
                    "insert into citizen values (1, 'João d''Água; -- não', x'00ff', repeat('ção\n', 100000))");
            statement.execute("insert into citizen select x, 'n' || x, null, null from system_range(2, 3000)");
            statement.execute("create table \"two\nlines\" (a int)");
            statement.execute("create view grown as select * from citizen where id > 18");
            List<Object> rows = new ArrayList<>();
            try (ResultSet script = statement.executeQuery("script")) {
                while (script.next()) {
                    rows.add(rows.size() % 2 == 0 ? script.getString(1) : Map.of("SCRIPT", script.getString(1)));
                }
            }
            dump = Channels.newInputStream(new StatementScript(rows.iterator())).readAllBytes();
        }
    }

    @Test
    void aLoadedDatabaseHoldsTheSameRows() throws Exception {
        load("target", dump, DumpLoader.Options.EMPTY);
        assertThat(content("target")).isEqualTo(content("source"));
        assertThat(content("target").get(0)).contains("João d'Água; -- não");
    }

    @Test
    void theDumpEndsWithItsNumberOfStatements() {
        assertThat(new String(dump, StandardCharsets.UTF_8)).matches("(?s).*;\n-- end of dump: \\d+ statements\n");
    }

    @Test
    void aDumpThatWasCutShortLoadsNothing() throws SQLException {
        for (int cut : new int[] {1, 5, 30, dump.length / 2, dump.length}) {
            byte[] shorter = Arrays.copyOf(dump, dump.length - cut);
            assertThatThrownBy(() -> load("cut", shorter, DumpLoader.Options.EMPTY))
                    .isInstanceOf(DumpFailedException.class)
                    .hasMessageContaining("cut short");
        }
        assertThat(tables("cut")).isZero();
    }

    @Test
    void aDatabaseThatHoldsSomethingIsRefusedUnlessForced() throws Exception {
        try (Connection target = DriverManager.getConnection("jdbc:h2:" + temp.resolve("full"));
                Statement statement = target.createStatement()) {
            statement.execute("create table mine (id int)");
        }
        assertThatThrownBy(() -> load("full", dump, DumpLoader.Options.EMPTY)).isInstanceOf(NotEmptyException.class);
        assertThat(tables("full")).isEqualTo(1);
        load("full", dump, new DumpLoader.Options(true, true));
        assertThat(content("full")).isEqualTo(content("source"));
        assertThat(tables("full")).isEqualTo(3);
    }

    private void load(String name, byte[] script, DumpLoader.Options options) throws IOException {
        DatabaseAddress address =
                new DatabaseAddress("jdbc:h2:" + temp.resolve(name), Optional.empty(), Optional.empty(), Map.of());
        DumpLoader.of(address).load(new ByteArrayInputStream(script), options, StopSignal.NEVER);
    }

    private List<String> content(String name) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection("jdbc:h2:" + temp.resolve(name));
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("select id, name, rawtohex(photo), life from citizen order by id")) {
            while (row.next()) {
                rows.add(row.getString(1) + "|" + row.getString(2) + "|" + row.getString(3) + "|" + row.getString(4));
            }
        }
        return rows;
    }

    private long tables(String name) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:h2:" + temp.resolve(name));
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "select count(*) from information_schema.tables where table_schema = 'PUBLIC'")) {
            row.next();
            return row.getLong(1);
        }
    }
}
