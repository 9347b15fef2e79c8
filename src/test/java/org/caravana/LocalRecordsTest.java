package org.caravana;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.caravana.cli.JobReport;
import org.caravana.job.Job;
import org.caravana.retention.RetentionReport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalRecordsTest {
    @TempDir
    Path folder;

    private Setup setup;
    private Job due;
    private LocalRecords records;

    @BeforeEach
    void open() throws IOException {
        Setup read = Setup.read(SmallHome.in(folder));
        setup = read.withRoutes(Path.of("routes").toAbsolutePath());
        Ledger ledger = Ledger.open(setup.settings(), Clock.systemUTC());
        due = Wiring.jobs(setup.settings(), Clock.systemUTC(), ledger).request("night");
        records = new LocalRecords(setup, ledger, Clock.systemUTC(), "token");
    }

    @AfterEach
    void close() {
        records.close();
    }

    @Test
    void whatIsDueStaysDueWhileItIsLookedAt() throws Exception {
        JobReport before = records.job(due.id());

        List<JobReport> all = records.jobs(Optional.of("night"));
        List<RetentionReport> cycles = records.retention("night");

        assertThat(cycles).isEmpty();
        assertThat(all).containsExactly(before);
        assertThat(records.job(due.id())).isEqualTo(before);
        assertThat(before.state()).isEqualTo("CREATED");
        assertThat(before.events()).hasSize(1);
    }

    @Test
    void aJobThatAnEarlierLifeHeldIsAbortedAtOnce() {
        try (Ledger earlier = Ledger.open(setup.settings(), Clock.systemUTC())) {
            assertThat(Wiring.jobs(setup.settings(), Clock.systemUTC(), earlier).takeDue())
                    .hasSize(1);
        }

        assertThat(records.cancel(due.id()).state()).isEqualTo("ABORTED");
    }
}
