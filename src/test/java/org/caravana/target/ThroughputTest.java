package org.caravana.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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
        Files.writeString(home.resolve("throughput/annex"), "16777216 2000\n167");
        assertThat(new Throughput(home).perSecond("annex")).hasValue(LARGE / 2);
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
