package org.caravana.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.caravana.job.Copy;
import org.caravana.job.CopyState;
import org.caravana.job.Job;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ThroughputTest {
    private static final long LARGE = Throughput.LEAST;

    @TempDir
    Path home;

    @Test
    void isTheMeanOfTheLastCopies() throws Exception {
        Throughput throughput = new Throughput(home);
        throughput.note("annex", 1000 * LARGE, Duration.ofSeconds(1));
        for (int copy = 0; copy < 5; copy++) {
            throughput.note("annex", LARGE, Duration.ofSeconds(copy % 2 == 0 ? 1 : 2));
        }
        assertThat(new Throughput(home).perSecond("annex")).hasValue(5 * LARGE / 7);
        assertThat(throughput.perSecond("cloud")).isEmpty();
    }

    @Test
    void smallCopiesAndClocksThatJumpedTellNothing() throws Exception {
        Throughput throughput = new Throughput(home);
        throughput.note("annex", LARGE - 1, Duration.ofSeconds(1));
        throughput.note("annex", LARGE, Duration.ofHours(-1));
        throughput.note("annex", LARGE, Duration.ZERO);
        assertThat(throughput.perSecond("annex")).isEmpty();
    }

    @Test
    void linesThatAreTornTellNothing() throws Exception {
        Files.createDirectories(home.resolve("throughput"));
        Path file = home.resolve("throughput/annex");
        for (String torn : List.of("167", "16777216 2", "16777216 1000")) {
            Files.writeString(file, "16777216 2000\n" + torn);
            assertThat(new Throughput(home).perSecond("annex")).as(torn).hasValue(LARGE / 2);
        }
        Files.write(file, new byte[] {'1', ' ', '1', '\n', (byte) 0xff, '\n'});
        assertThat(new Throughput(home).perSecond("annex")).hasValue(1000);
    }

    @Test
    void whoeverReadsFindsOneNoteOrTheNext() throws Exception {
        Throughput throughput = new Throughput(home);
        throughput.note("annex", LARGE, Duration.ofSeconds(2));
        Path file = home.resolve("throughput/annex");
        try (Reader reader = Files.newBufferedReader(file)) {
            throughput.note("annex", LARGE, Duration.ofSeconds(1));
            assertThat(reader.transferTo(Writer.nullWriter())).isEqualTo("16777216 2000\n".length());
        }
        assertThat(Files.readString(file)).isEqualTo("16777216 2000\n16777216 1000\n");
        assertThat(Office.filesBelow(home)).containsExactly(Path.of("throughput/annex"));
    }

    @Test
    void aCopyWhoseThroughputCannotBeNotedIsACopy() throws Exception {
        Path root = Files.createDirectories(home.resolve("annex"));
        // in the way of the note, whoever the test runs as
        Files.createDirectories(home.resolve("data/throughput/annex"));
        try (Office office = new Office(home, Targets.target("annex", "directory", "path", root.toString()))) {
            Job job = office.captured("20261102T220003Z", 0);
            office.backups.addPack((int) LARGE, "20261102T220003Z");
            office.afterPut(object -> office.pass(Duration.ofSeconds(4)));

            Copy copy = office.send(job).get("annex");

            assertThat(copy.state()).as("%s", copy.message()).isEqualTo(CopyState.VERIFIED);
        }
    }

    @Test
    void aRealCopyIsMeasured() throws Exception {
        Path root = Files.createDirectories(home.resolve("annex"));
        try (Office office = new Office(home, Targets.target("annex", "directory", "path", root.toString()))) {
            Job job = office.captured("20261102T220003Z", 0);
            office.backups.addPack((int) LARGE, "20261102T220003Z");
            office.afterPut(object -> {
                if (object.contains("/packs/")) {
                    office.pass(Duration.ofSeconds(4));
                }
            });

            assertThat(office.send(job).get("annex").state()).isEqualTo(CopyState.VERIFIED);

            assertThat(new Throughput(home.resolve("data")).perSecond("annex").orElseThrow())
                    .isBetween(LARGE / 4, LARGE / 4 + 1000);
        }
    }
}
