package org.caravana.dump;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.caravana.repository.StopSignal;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteFileTest {
    @TempDir
    Path temp;

    private Path file;

    @BeforeEach
    void fill() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/sqlite3")), "sqlite3 is needed");
        file = temp.resolve("it's.db");
        sqlite(file, """
                pragma journal_mode = wal;
                pragma user_version = 42;
                create table citizen (id integer primary key, name text, photo blob);
                with recursive n(i) as (select 1 union all select i + 1 from n where i < 5000)
                  insert into citizen select i, 'João ' || i, randomblob(100) from n;
                create table "odd ""one" (x);
                create view names as select name from citizen;
                create trigger seen after delete on citizen begin select 1; end;""");
    }

    @Test
    void everythingComesBackAlsoWhatStatementsWouldLeaveOut() throws Exception {
        Dumps.Made made = Dumps.makeFirst(address(file));
        Path again = temp.resolve("again.db");
        Dumps.load(address(again), "sqlite-db", made.bytes(), false);
        assertThat(sqlite(again, ".dump")).isEqualTo(sqlite(file, ".dump")).contains("João 5000");
        assertThat(sqlite(again, "pragma user_version")).isEqualTo("42\n");
        assertThat(made.outcome().rows()).hasValueSatisfying(rows -> {
            assertThat(rows.exact()).isTrue();
            assertThat(rows.tables()).containsOnly(Map.entry("citizen", 5000L), Map.entry("odd \"one", 0L));
        });
        try (Stream<Path> left = Files.list(temp.resolve("work"))) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void aFileThatHoldsSomethingIsReplacedOnlyIfForced() throws Exception {
        byte[] dump = Dumps.makeFirst(address(file)).bytes();
        Path full = temp.resolve("full.db");
        sqlite(full, "create table other (x)");
        assertThatThrownBy(() -> Dumps.load(address(full), "sqlite-db", dump, false))
                .isInstanceOf(NotEmptyException.class);
        Dumps.load(address(full), "sqlite-db", dump, true);
        assertThat(sqlite(full, "select count(*) from citizen")).isEqualTo("5000\n");
    }

    @Test
    void aDumpThatWasCutShortReplacesNothing() throws Exception {
        byte[] dump = Dumps.makeFirst(address(file)).bytes();
        Path again = temp.resolve("again.db");
        assertThatThrownBy(() -> Dumps.load(address(again), "sqlite-db", Arrays.copyOf(dump, dump.length / 2), false))
                .isInstanceOf(DumpFailedException.class);
        assertThat(again).doesNotExist();
    }

    @Test
    void aMissingFileIsNotReadyAndIsNotMade() {
        Path none = temp.resolve("none.db");
        assertThatThrownBy(() -> versions(address(none)))
                .isInstanceOfSatisfying(DumpFailedException.class, e -> assertThat(e.retryable())
                        .isTrue())
                .hasMessageContaining("is its disk mounted?");
        assertThat(none).doesNotExist();
    }

    @Test
    void aFileThatIsNoDatabaseIsRefusedInSqlitesWords() throws Exception {
        Path text = Files.writeString(temp.resolve("text.db"), "no database at all, only a line of text".repeat(50));
        assertThatThrownBy(() -> versions(address(text))).hasMessageContaining("not a database");
        assertThatThrownBy(() -> Dumps.makeFirst(address(text))).isInstanceOf(DumpFailedException.class);
    }

    @Test
    void theToolTellsItsVersion() throws Exception {
        assertThat(versions(address(file))).matches("sqlite3 3\\.[\\d.]+");
    }

    private static String versions(DatabaseAddress address) throws IOException {
        return DumpTool.of(address).orElseThrow().versions(StopSignal.NEVER);
    }

    private DatabaseAddress address(Path path) {
        return new DatabaseAddress(
                "jdbc:sqlite:" + path,
                Optional.empty(),
                Optional.empty(),
                Map.of("work", temp.resolve("work").toString()));
    }

    private static String sqlite(Path path, String statements) throws IOException, InterruptedException {
        Process process = new ProcessBuilder("sqlite3", "-bail", path.toString(), statements)
                .redirectErrorStream(true)
                .start();
        String text = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(text).isZero();
        return text;
    }
}
